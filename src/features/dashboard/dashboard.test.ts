// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { cacheFigures } from '@/lib/server/cache'
import { database } from '@/lib/server/db'
import { instance, setInstance } from '@/lib/server/instance'
import { dateOf, type DashboardPart } from '@/lib/dashboard'
import { findReaderBy, plainReader } from '@/lib/reader'
import { workspaceChanges } from '@/lib/server/schema/dashboard'
import { buildWorkspace, useInstance } from '@/test/instance'
import { makeSamples, readDashboard } from './dashboard.server'

useInstance()

/** A feature that is nothing but its part of the dashboard. */
function only(...parts: DashboardPart[]): void {
  const features = parts.map((part, place) => ({ name: `part${place}`, dashboard: async () => part }))
  setInstance({ ...instance(), features })
}

/** A chart whose one column says how often it was drawn. */
function counting() {
  let drawn = 0
  const part: DashboardPart = {
    charts: (_, { days }) => [
      {
        title: 'Drawn',
        series: [{ label: 'Times', byDay: Array.from({ length: days }, () => (drawn += 1)) }],
      },
    ],
  }
  return { part, calls: () => drawn }
}

describe('an empty workspace', () => {
  it('says what to do first and offers samples, to whoever may', async () => {
    const { owner, member, viewer } = buildWorkspace()
    const shown = await readDashboard(owner, 30)
    expect(shown.isEmpty).toBe(true)
    expect(shown.firstSteps.map(({ label }) => label)).toContain('Invite somebody')
    const forMember = await readDashboard(member, 30)
    expect(forMember.firstSteps.map(({ label }) => label)).not.toContain('Invite somebody')
    expect(forMember.samples).toEqual(shown.samples)
    expect(await readDashboard(viewer, 30)).toMatchObject({ isEmpty: true, firstSteps: [], samples: [] })
  })

  it('is not made full by a member who may not', async () => {
    const { viewer } = buildWorkspace()
    const refused = async () => {
      throw new Error('no')
    }
    only({ samples: { label: 'Samples', description: 'Some.', make: refused } })
    await expect(makeSamples(viewer)).rejects.toThrow('no')
  })
})

describe('charts', () => {
  it('are drawn again for clocks that go otherwise, and once for zones that share them', async () => {
    const { owner } = buildWorkspace()
    const { part, calls } = counting()
    only(part)
    const now = new Date('2026-11-28T23:30:00Z')
    const lastDayIn = async (timeZone: string) => {
      findReaderBy(() => ({ locale: 'en-GB', timeZone }))
      const { span } = await readDashboard(owner, 7, now)
      return dateOf(span.firstDay + span.days - 1)
    }
    try {
      expect(await lastDayIn('America/New_York')).toBe('2026-11-28')
      expect(calls()).toBe(7)
      expect(await lastDayIn('Europe/Berlin')).toBe('2026-11-29')
      expect(calls()).toBe(14)
      expect(await lastDayIn('Europe/Paris')).toBe('2026-11-29')
      expect(calls()).toBe(14)
    } finally {
      findReaderBy(() => plainReader)
    }
  })

  it('are drawn once for everybody who sees the same, and again for another range, audience or day', async () => {
    const { owner, admin, member, viewer, stranger } = buildWorkspace()
    const { part, calls } = counting()
    only(part)
    const noon = new Date('2026-03-01T12:00:00Z')
    await readDashboard(owner, 7, noon)
    await readDashboard(admin, 7, noon)
    expect(calls()).toBe(7)
    await readDashboard(member, 7, noon)
    await readDashboard(viewer, 7, noon)
    expect(calls()).toBe(14)
    await readDashboard(owner, 30, noon)
    await readDashboard(owner, 7, new Date('2026-03-02T00:00:00Z'))
    await readDashboard(stranger, 7, noon)
    expect(calls()).toBe(14 + 30 + 7 + 7)
    expect(cacheFigures().hits).toBe(2)
  })

  it('are drawn again once something of the workspace has changed, and of no other', async () => {
    const { owner, stranger } = buildWorkspace()
    const { part, calls } = counting()
    only(part)
    await readDashboard(owner, 7)
    await readDashboard(stranger, 7)
    database().run(
      `UPDATE workspace_changes SET count = count + 1 WHERE workspace_id = '${owner.workspace.id}'`,
    )
    await readDashboard(owner, 7)
    await readDashboard(stranger, 7)
    expect(calls()).toBe(21)
  })

  it('have 52 whole weeks in a year', async () => {
    const { owner } = buildWorkspace()
    only(counting().part)
    expect((await readDashboard(owner, 365)).span.days).toBe(364)
  })
})

it('a chart that could not be drawn is tried again the next time', async () => {
  const { owner } = buildWorkspace()
  let tries = 0
  only({
    charts: () => {
      tries += 1
      if (tries === 1) throw new Error('no')
      return [{ title: 'Late', series: [{ label: 'One', byDay: [1] }] }]
    },
  })
  expect((await readDashboard(owner, 7)).charts).toEqual([])
  expect((await readDashboard(owner, 7)).charts).toHaveLength(1)
})

it('a part that fails leaves the others', async () => {
  const { owner } = buildWorkspace()
  const fails = () => {
    throw new Error('no')
  }
  only(
    { news: fails, charts: fails },
    { news: () => [{ label: '1 new note', about: 'by others', href: '/notes' }] },
  )
  expect((await readDashboard(owner, 7)).news).toHaveLength(1)
})

it('every workspace has a number of changes from its beginning', () => {
  const { owner, stranger } = buildWorkspace()
  const ids = database()
    .select()
    .from(workspaceChanges)
    .all()
    .map(({ workspaceId }) => workspaceId)
  expect(ids).toEqual(expect.arrayContaining([owner.workspace.id, stranger.workspace.id]))
})
