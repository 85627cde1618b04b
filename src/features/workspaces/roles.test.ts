import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor, Member, WorkspaceRole } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { member, organization } from '@/lib/server/schema/workspaces'
import * as authRoute from '@/pages/api/auth/[...all]'
import * as cancelRoute from '@/pages/api/auth/organization/cancel-invitation'
import * as deleteRoute from '@/pages/api/auth/organization/delete'
import * as inviteRoute from '@/pages/api/auth/organization/invite-member'
import * as leaveRoute from '@/pages/api/auth/organization/leave'
import * as removeRoute from '@/pages/api/auth/organization/remove-member'
import * as roleRoute from '@/pages/api/auth/organization/update-member-role'
import * as updateRoute from '@/pages/api/auth/organization/update'
import { buildMember, buildWorkspace, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { invite, listInvitations, resendInvitation } from './invitations.server'
import { handOverOwnership } from './members.server'

useInstance()

/** A workspace with two of whom a deed could be done to, and an invitation of each kind. */
async function buildWorld() {
  const world = buildWorkspace()
  const organizationId = world.owner.workspace.id
  const other = (role: WorkspaceRole) => buildMember(role, organizationId)
  const targets = { owner: other('owner'), admin: other('admin'), member: other('member') }
  const invited = await invite(world.owner, { email: 'new@example.org', role: 'member' })
  const ownerInvited = await invite(world.owner, { email: 'boss@example.org', role: 'owner' })
  return { ...world, organizationId, targets, invited, ownerInvited }
}

type World = Awaited<ReturnType<typeof buildWorld>>
type Deed = (actor: Actor | undefined, world: World) => Promise<number>

const post =
  (route: RouteModule, toBody: (world: World) => object): Deed =>
  async (actor, world) => {
    const as = actor && { as: actor }
    return (await send(route, 'POST', '/api/auth/organization', { ...as, body: toBody(world) })).status
  }

const read =
  (path: string): Deed =>
  async (actor, { organizationId }) => {
    const options = { ...(actor && { as: actor }), query: { organizationId } }
    return (await send(authRoute, 'GET', `/api/auth/organization/${path}`, options)).status
  }

/** A deed that only pages do: called as they call it, with the membership that the session gives. */
const call =
  (service: (actor: Member, world: World) => Promise<unknown>): Deed =>
  async (actor, world) => {
    if (!actor) return 401
    const workspace = { ...world.owner.workspace, role: actor.workspace?.role ?? 'viewer' }
    const refused = await service({ ...actor, workspace }, world).catch((error: unknown) => error)
    return refused instanceof AppError ? refused.status : 200
  }

const changeRole = (target: keyof World['targets'], role: WorkspaceRole) =>
  post(roleRoute, ({ organizationId, targets }) => ({
    organizationId,
    memberId: memberIdOf(targets[target]),
    role,
  }))

const remove = (target: keyof World['targets']) =>
  post(removeRoute, ({ organizationId, targets }) => ({
    organizationId,
    memberIdOrEmail: memberIdOf(targets[target]),
  }))

const inviteAs = (role: WorkspaceRole) =>
  post(inviteRoute, ({ organizationId }) => ({ organizationId, email: 'eve@example.org', role }))

function memberIdOf(actor: Member): string {
  const isTheirs = and(eq(member.userId, actor.accountId), eq(member.organizationId, actor.workspace.id))
  return database().select({ id: member.id }).from(member).where(isTheirs).get()?.id ?? ''
}

const callers = ['owner', 'admin', 'member', 'viewer', 'stranger', 'nobody'] as const

/** What each caller is answered, in the order of `callers`. */
const table: [deed: string, run: Deed, answers: number[]][] = [
  ['sees the members', read('list-members'), [200, 200, 200, 200, 403, 401]],
  ['sees the workspace', read('get-full-organization'), [200, 200, 200, 200, 403, 401]],
  ['sees the invitations', read('list-invitations'), [200, 200, 403, 403, 403, 401]],
  ['sees the invitations’ page', call((actor) => listInvitations(actor)), [200, 200, 403, 403, 404, 401]],
  [
    'renames',
    post(updateRoute, ({ organizationId }) => ({ organizationId, data: { name: 'Mill' } })),
    [200, 200, 403, 403, 404, 401],
  ],
  ['invites a member', inviteAs('member'), [200, 200, 403, 403, 404, 401]],
  ['invites an admin', inviteAs('admin'), [200, 200, 403, 403, 404, 401]],
  ['invites an owner', inviteAs('owner'), [200, 403, 403, 403, 404, 401]],
  [
    'resends',
    call((actor, { invited }) => resendInvitation(actor, invited.id)),
    [200, 200, 403, 403, 404, 401],
  ],
  [
    'resends an owner’s invitation',
    call((actor, { ownerInvited }) => resendInvitation(actor, ownerInvited.id)),
    [200, 403, 403, 403, 404, 401],
  ],
  [
    'revokes',
    post(cancelRoute, ({ invited }) => ({ invitationId: invited.id })),
    [200, 200, 403, 403, 404, 401],
  ],
  [
    'revokes an owner’s invitation',
    post(cancelRoute, ({ ownerInvited }) => ({ invitationId: ownerInvited.id })),
    [200, 403, 403, 403, 404, 401],
  ],
  ['makes a member an admin', changeRole('member', 'admin'), [200, 200, 403, 403, 404, 401]],
  ['makes an admin a viewer', changeRole('admin', 'viewer'), [200, 200, 403, 403, 404, 401]],
  ['makes a member an owner', changeRole('member', 'owner'), [200, 403, 403, 403, 404, 401]],
  ['makes an owner a member', changeRole('owner', 'member'), [200, 403, 403, 403, 404, 401]],
  ['removes a member', remove('member'), [200, 200, 403, 403, 404, 401]],
  ['removes an admin', remove('admin'), [200, 200, 403, 403, 404, 401]],
  ['removes an owner', remove('owner'), [200, 403, 403, 403, 404, 401]],
  [
    'hands over',
    call((actor, { targets }) => handOverOwnership(actor, memberIdOf(targets.member))),
    [200, 403, 403, 403, 404, 401],
  ],
  ['leaves', post(leaveRoute, ({ organizationId }) => ({ organizationId })), [200, 200, 200, 200, 404, 401]],
  [
    'deletes',
    post(deleteRoute, ({ organizationId }) => ({ organizationId })),
    [200, 403, 403, 403, 404, 401],
  ],
]

const cases = table.flatMap(([deed, run, answers]) =>
  callers.map((caller, place) => ({ caller, deed, run, answer: answers[place] ?? 0 })),
)

describe('in a workspace', () => {
  it.each(cases)('$caller who $deed is answered $answer', async ({ caller, run, answer }) => {
    const world = await buildWorld()
    const before = readWorkspace(world.organizationId)
    expect(await run(caller === 'nobody' ? undefined : world[caller], world)).toBe(answer)
    const isSame = Bun.deepEquals(readWorkspace(world.organizationId), before)
    expect(isSame || answer < 400).toBe(true)
  })
})

function readWorkspace(id: string) {
  return [
    database().select().from(organization).where(eq(organization.id, id)).all(),
    database().select().from(member).where(eq(member.organizationId, id)).orderBy(member.id).all(),
  ]
}
