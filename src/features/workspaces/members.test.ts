import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Member, WorkspaceRole } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { audit } from '@/lib/server/schema/audit'
import { member, organization } from '@/lib/server/schema/workspaces'
import { readSession } from '@/lib/server/session'
import { insertMember } from '@/lib/server/workspaces'
import * as createRoute from '@/pages/api/auth/organization/create'
import * as leaveRoute from '@/pages/api/auth/organization/leave'
import * as switchRoute from '@/pages/workspace/switch'
import { buildMember, buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { changeRole, handOverOwnership, leaveWorkspace, listMembers, removeMember } from './members.server'
import {
  createWorkspace,
  deleteWorkspace,
  listWorkspaces,
  renameWorkspace,
  switchWorkspace,
} from './workspaces.server'

useInstance()

const form = { 'content-type': 'application/x-www-form-urlencoded' }

function idOf({ accountId, workspace }: Member): string {
  const isTheirs = and(eq(member.userId, accountId), eq(member.organizationId, workspace.id))
  return database().select({ id: member.id }).from(member).where(isTheirs).get()?.id ?? ''
}

function rolesOf(workspaceId: string): Record<string, WorkspaceRole> {
  const rows = database().select().from(member).where(eq(member.organizationId, workspaceId)).all()
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]))
}

/** The actor in a second workspace, where they have `role`. */
function joinAlso(actor: Member, home: Member, role: WorkspaceRole): Member {
  const { accountId } = actor
  transaction((tx) => insertMember(tx, { workspaceId: home.workspace.id, accountId, role }, new Date()))
  return { ...actor, workspace: { ...home.workspace, role } }
}

const actionsOf = () =>
  database()
    .select()
    .from(audit)
    .all()
    .map(({ action }) => action)

describe('the last owner', () => {
  it('can be lost by no deed', async () => {
    const { owner, admin } = buildWorkspace()
    const conflict = { code: 'conflict', message: expect.stringContaining('only owner') }
    await expect(leaveWorkspace(owner)).rejects.toMatchObject(conflict)
    await expect(changeRole(owner, { memberId: idOf(owner), role: 'admin' })).rejects.toMatchObject(conflict)
    await expect(removeMember(owner, idOf(owner))).rejects.toMatchObject({ code: 'conflict' })
    await expect(handOverOwnership(owner, idOf(owner))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeMember(admin, idOf(owner))).rejects.toMatchObject({ code: 'forbidden' })
    expect(rolesOf(owner.workspace.id)[owner.accountId]).toBe('owner')
    expect(actionsOf()).toEqual([])
  })

  it('stays when two owners leave at once', async () => {
    const { owner } = buildWorkspace()
    const second = buildMember('owner', owner.workspace.id)
    const results = await Promise.allSettled([leaveWorkspace(owner), leaveWorkspace(second)])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(Object.values(rolesOf(owner.workspace.id)).filter((role) => role === 'owner')).toHaveLength(1)
  })

  it('stays when two owners leave at once by the other door', async () => {
    const { owner } = buildWorkspace()
    const second = buildMember('owner', owner.workspace.id)
    const body = { organizationId: owner.workspace.id }
    const leave = (as: Member) => send(leaveRoute, 'POST', '/api/auth/organization/leave', { as, body })
    const answers = await Promise.all([leave(owner), leave(second)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'CONFLICT' })
  })

  it('stays when two owners take it from each other at once', async () => {
    const { owner } = buildWorkspace()
    const second = buildMember('owner', owner.workspace.id)
    const results = await Promise.allSettled([
      changeRole(owner, { memberId: idOf(second), role: 'viewer' }),
      changeRole(second, { memberId: idOf(owner), role: 'viewer' }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(rolesOf(owner.workspace.id)).toMatchObject({ [owner.accountId]: 'owner' })
  })

  it.each([
    ['deleted', (id: string) => `DELETE FROM member WHERE user_id = '${id}'`],
    ['made an admin', (id: string) => `UPDATE member SET role = 'admin' WHERE user_id = '${id}'`],
    ['moved elsewhere', (id: string) => `UPDATE member SET organization_id = 'x' WHERE user_id = '${id}'`],
    ['deleted with the account', (id: string) => `DELETE FROM user WHERE id = '${id}'`],
  ])('cannot be %s by SQL either', (_, toSql) => {
    const { owner } = buildWorkspace()
    expect(() => database().$client.run(toSql(owner.accountId))).toThrow('last owner')
    expect(rolesOf(owner.workspace.id)[owner.accountId]).toBe('owner')
  })
})

describe('the members of a workspace', () => {
  it('are listed page by page, owners first, then by name', async () => {
    const { owner } = buildWorkspace()
    for (let place = 0; place < 60; place += 1) buildMember('member', owner.workspace.id)
    const first = await listMembers(owner)
    const second = await listMembers(owner, { cursor: first.next ?? '' })
    const all = [...first.items, ...second.items]
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 14, null])
    expect(new Set(all.map(({ id }) => id)).size).toBe(64)
    expect(all.map(({ role }) => role).slice(0, 3)).toEqual(['owner', 'admin', 'member'])
    expect(all.at(-1)?.role).toBe('viewer')
  })

  it('take no cursor of another workspace', async () => {
    const { owner, stranger } = buildWorkspace()
    for (let place = 0; place < 60; place += 1) buildMember('member', owner.workspace.id)
    const { next } = await listMembers(owner)
    await expect(listMembers(stranger, { cursor: next ?? '' })).rejects.toMatchObject({ code: 'bad_input' })
  })

  it('are changed only within their own workspace', async () => {
    const { owner, stranger, member: other } = buildWorkspace()
    const ids = { memberId: idOf(other), role: 'viewer' } as const
    await expect(changeRole(stranger, ids)).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeMember(stranger, idOf(other))).rejects.toMatchObject({ code: 'not_found' })
    await expect(handOverOwnership(stranger, idOf(other))).rejects.toMatchObject({ code: 'not_found' })
    expect(rolesOf(owner.workspace.id)[other.accountId]).toBe('member')
  })

  it('act as what they are by then, not as what they were when they asked', async () => {
    const { owner, admin, member: other } = buildWorkspace()
    await changeRole(owner, { memberId: idOf(admin), role: 'viewer' })
    await expect(removeMember(admin, idOf(other))).rejects.toMatchObject({ code: 'forbidden' })
    await removeMember(owner, idOf(admin))
    await expect(renameWorkspace(admin, { name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('who are removed lose their session’s workspace on the next request, and nothing else', async () => {
    const { owner, member: other, stranger } = buildWorkspace()
    const { cookie } = openSession(other)
    joinAlso(other, stranger, 'viewer')
    await removeMember(owner, idOf(other))
    expect(readSession(new Headers({ cookie })).actor?.workspace).toMatchObject({
      id: stranger.workspace.id,
      role: 'viewer',
    })
    expect(actionsOf()).toEqual(['member.removed'])
  })

  it('hand over ownership in one step, both ways', async () => {
    const { owner, viewer } = buildWorkspace()
    await handOverOwnership(owner, idOf(viewer))
    expect(rolesOf(owner.workspace.id)).toMatchObject({
      [owner.accountId]: 'admin',
      [viewer.accountId]: 'owner',
    })
    expect(actionsOf()).toEqual(['workspace.handed_over'])
  })
})

describe('a workspace', () => {
  it('is created with its owner, and becomes the active one', async () => {
    const { viewer } = buildWorkspace()
    const { actor, cookie } = openSession(viewer)
    await createWorkspace(actor, { name: 'Mill' })
    expect(readSession(new Headers({ cookie })).actor?.workspace).toMatchObject({
      name: 'Mill',
      role: 'owner',
    })
    expect((await listWorkspaces(actor)).map(({ name, role, members }) => [name, role, members])).toEqual([
      ['Bakery', 'viewer', 4],
      ['Mill', 'owner', 1],
    ])
  })

  it('is created by the other door, as Better Auth’s client reads it', async () => {
    const { viewer } = buildWorkspace()
    const { status, body } = await send(createRoute, 'POST', '/api/auth/organization/create', {
      as: viewer,
      body: { name: 'Mill', slug: 'mill' },
    })
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        name: 'Mill',
        members: [expect.objectContaining({ userId: viewer.accountId, role: 'owner' })],
      }),
    ])
  })

  it('is deleted only with its name, and takes its members with it', async () => {
    const { owner } = buildWorkspace()
    const { cookie } = openSession(owner)
    await expect(deleteWorkspace(owner, 'Bakry')).rejects.toMatchObject({
      issues: [{ path: 'confirmation', message: 'This is not the name. Type “Bakery”.' }],
    })
    await deleteWorkspace(owner, 'Bakery')
    const { id } = owner.workspace
    expect(database().select().from(organization).where(eq(organization.id, id)).all()).toEqual([])
    expect(database().select().from(member).where(eq(member.organizationId, id)).all()).toEqual([])
    expect(readSession(new Headers({ cookie })).actor?.workspace).toBeNull()
    expect(actionsOf()).toEqual(['workspace.deleted'])
  })

  it('is switched to only by whoever is in it, for one session', async () => {
    const { owner, viewer, stranger } = buildWorkspace()
    await expect(switchWorkspace(stranger, owner.workspace.id)).rejects.toMatchObject({ code: 'not_found' })
    joinAlso(viewer, stranger, 'member')
    const here = openSession(viewer)
    const there = openSession(viewer)
    const body = new URLSearchParams({ workspaceId: stranger.workspace.id, next: '/notes' }).toString()
    const path = '/workspace/switch'
    const answer = await send(switchRoute, 'POST', path, { cookie: here.cookie, headers: form, body })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/notes'])
    const activeBy = ({ cookie }: { cookie: string }) =>
      readSession(new Headers({ cookie })).actor?.workspace?.id
    expect([activeBy(here), activeBy(there)]).toEqual([stranger.workspace.id, owner.workspace.id])
  })

  it('sends nobody to another site after a switch', async () => {
    const { owner } = buildWorkspace()
    const body = new URLSearchParams({ workspaceId: owner.workspace.id, next: '//evil.example' }).toString()
    const answer = await send(switchRoute, 'POST', '/workspace/switch', { as: owner, headers: form, body })
    expect(answer.headers.get('location')).toBe('/')
  })
})
