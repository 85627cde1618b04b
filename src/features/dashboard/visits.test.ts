// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { PUT } from '@/pages/api/dashboard/visit'
import { database } from '@/lib/server/db'
import { dashboardVisits } from '@/lib/server/schema/dashboard'
import { buildMember, buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { exportVisits, findSince, markAllSeen, recordVisit, SAME_VISIT_MS } from './visits.server'

useInstance()

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 10, 8, minutes))
const visits = () => database().select().from(dashboardVisits).all()

describe('PUT /api/dashboard/visit', () => {
  it('is for members alone', async () => {
    expect((await send({ PUT }, 'PUT', '/api/dashboard/visit')).status).toBe(401)
    const owner = buildMember('owner')
    database().run('DELETE FROM organization')
    const nowhere = { ...owner, workspace: null, workspaces: [] }
    expect((await send({ PUT }, 'PUT', '/api/dashboard/visit', { as: nowhere })).status).toBe(403)
  })

  it('remembers the visit of a viewer', async () => {
    const { viewer } = buildWorkspace()
    expect((await send({ PUT }, 'PUT', '/api/dashboard/visit', { as: viewer })).status).toBe(204)
    expect(visits()).toMatchObject([{ accountId: viewer.accountId, sinceAt: null }])
  })

  it('remembers nothing of whoever acts as somebody else', async () => {
    const { viewer, owner } = buildWorkspace()
    const { actor } = openSession(viewer, { impersonatedBy: owner.accountId })
    await recordVisit(actor)
    await markAllSeen(actor)
    expect(visits()).toEqual([])
  })
})

describe('what is new', () => {
  it('begins where the last visit ended, and stays so for as long as this one goes on', async () => {
    const { owner } = buildWorkspace()
    expect(findSince(owner, at(0))).toBeNull()
    await recordVisit(owner, at(0))
    await recordVisit(owner, at(20))
    expect(findSince(owner, at(25))).toBeNull()

    const later = new Date(at(20).getTime() + SAME_VISIT_MS)
    expect(findSince(owner, later)).toEqual(at(20))
    await recordVisit(owner, later)
    expect(findSince(owner, new Date(later.getTime() + 60_000))).toEqual(at(20))
  })

  it('is nothing any more once all was marked as seen', async () => {
    const { owner } = buildWorkspace()
    await recordVisit(owner, at(0))
    await markAllSeen(owner, at(5))
    expect(findSince(owner, at(6))).toEqual(at(5))
  })

  it('is kept apart by account and by workspace, and belongs to what a person may take along', async () => {
    const { owner, viewer } = buildWorkspace()
    await recordVisit(owner, at(0))
    expect(findSince(viewer, at(50))).toBeNull()
    const elsewhere = { ...owner, workspace: buildMember('owner').workspace }
    expect(findSince(elsewhere, at(50))).toBeNull()
    expect(await exportVisits(owner.accountId)).toEqual([
      { workspaceId: owner.workspace.id, visitedAt: at(0) },
    ])
  })
})
