// @vitest-environment node
import { eq } from 'drizzle-orm'
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { trashForm } from '@/features/forms/forms.server'
import { DAY_MS } from '@/lib/dashboard'
import { lastDays } from '@/lib/server/day-span'
import { database } from '@/lib/server/db'
import { responses } from '@/lib/server/schema/responses'
import { workspaceChanges } from '@/lib/server/schema/dashboard'
import { buildWorkspace, useInstance } from '@/test/instance'
import { buildForm } from '@/test/responses'
import { daysQuery, newestQuery, newQuery, responseDashboard } from './response-dashboard.server'

useInstance()

const today = Math.floor(Date.UTC(2026, 2, 10) / DAY_MS)
const span = lastDays(3, new Date(today * DAY_MS), 'UTC')
const on = (day: number) => ({ submittedAt: new Date(day * DAY_MS + 3_600_000) })

describe('responses by day', () => {
  it('hold no spam, no quarantine, nothing of a form in the trash and nothing older', async () => {
    const { owner } = buildWorkspace()
    const form = await buildForm(owner)
    const gone = await buildForm(owner)
    form.add({ name: 'Ada' }, on(today))
    form.add({ name: 'Bo' }, on(today - 1))
    form.add({ name: 'Spam' }, { ...on(today), status: 'spam' })
    form.add({ name: 'Held' }, { ...on(today), quarantinedAt: new Date(), quarantineReason: 'trap' })
    form.add({ name: 'Old' }, on(today - 3))
    gone.add({ name: 'Gone' }, on(today))
    await trashForm(owner, gone.id)
    const audience = { workspaceId: owner.workspace.id, isAdmin: true }
    const series = { label: 'Summer party', href: `/forms/${form.id}/responses`, byDay: [0, 1, 1] }
    expect(await responseDashboard.charts?.(audience, span)).toEqual([
      { title: 'Responses', series: [series] },
    ])
    expect(await responseDashboard.activity?.(audience, span)).toEqual([
      { label: 'Responses', byDay: [0, 1, 1] },
    ])
  })

  it('of a form for admins are in nothing that others see', async () => {
    const { owner, viewer } = buildWorkspace()
    const form = await buildForm(owner, { visibleTo: 'admins' })
    form.add({ name: 'Ada' }, on(today))
    const everybody = { workspaceId: owner.workspace.id, isAdmin: false }
    expect(await responseDashboard.charts?.(everybody, span)).toEqual([])
    expect(await responseDashboard.activity?.(everybody, span)).toEqual([
      { label: 'Responses', byDay: [0, 0, 0] },
    ])
    expect(responseDashboard.news?.(viewer, new Date(0))).toEqual([])
    expect(responseDashboard.lists?.(viewer)).toMatchObject([{ items: [] }])
    expect(responseDashboard.news?.(owner, new Date(0))).toMatchObject([{ label: '1 new response' }])
    expect(responseDashboard.lists?.(owner)).toMatchObject([{ items: [{ title: 'Summer party' }] }])
  })

  it('show five forms apart, and the others together', async () => {
    const { owner } = buildWorkspace()
    for (let number = 1; number <= 7; number += 1) {
      const form = await buildForm(owner)
      for (let count = 0; count < number; count += 1) form.add({ name: 'Ada' }, on(today))
    }
    const audience = { workspaceId: owner.workspace.id, isAdmin: true }
    const [chart] = (await responseDashboard.charts?.(audience, span)) ?? []
    expect(chart?.series.map(({ label, byDay }) => [label, byDay.at(-1)])).toEqual([
      ...[7, 6, 5, 4, 3].map((count) => ['Summer party', count]),
      ['2 other forms', 3],
    ])
  })

  it.each([
    ['counted', daysQuery(1, span)],
    ['counted since', newQuery(1, new Date())],
    ['the newest', newestQuery(1)],
  ])('are read by their index: %s', (_, query) => {
    const { sql, params } = new SQLiteSyncDialect().sqlToQuery(query)
    const plan = database()
      .$client.query<{ detail: string }, (string | number)[]>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...params.map(Number))
      .map(({ detail }) => detail)
    expect(plan[0]).toMatch(/^SEARCH responses USING (COVERING )?INDEX responses_by_time \(form_seq=\?/)
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE FOR ORDER/)
  })

  it('are told to be others by a response that comes, becomes spam, or goes', async () => {
    const { owner } = buildWorkspace()
    const form = await buildForm(owner)
    const count = () =>
      database()
        .select()
        .from(workspaceChanges)
        .where(eq(workspaceChanges.workspaceId, owner.workspace.id))
        .get()?.count
    const seen = new Set([count()])
    const id = form.add({ name: 'Ada' }, on(today))
    seen.add(count())
    database().update(responses).set({ status: 'spam' }).where(eq(responses.id, id)).run()
    seen.add(count())
    database().delete(responses).where(eq(responses.id, id)).run()
    seen.add(count())
    await trashForm(owner, form.id)
    seen.add(count())
    expect(seen.size).toBe(5)
  })
})
