import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Actor, Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { account, user, verification } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { mails } from '@/lib/server/schema/mails'
import { invitation, member } from '@/lib/server/schema/workspaces'
import { readSession } from '@/lib/server/session'
import * as authRoute from '@/pages/api/auth/[...all]'
import * as acceptRoute from '@/pages/api/auth/organization/accept-invitation'
import * as rejectRoute from '@/pages/api/auth/organization/reject-invitation'
import { buildMember, buildWorkspace, openSession, origin, useInstance } from '@/test/instance'
import { race } from '@/test/race'
import { send } from '@/test/request'
import { acceptAsNew, acceptInvitation, declineInvitation, findInvitation } from './accept-invitation.server'
import { invite, listInvitations, resendInvitation, revokeInvitation } from './invitations.server'
import { changeRole, listMembers, removeMember } from './members.server'

const DAY = 24 * 60 * 60_000
const email = 'grace@example.org'
const newcomer = { name: 'Grace', password: 'a long sentence of hers' }

/** The path of a link after /invitations/, from the newest message. */
function mailedLink(): string {
  const row = database().select().from(mails).where(eq(mails.kind, 'invitation')).all().at(-1)
  return pathOf(row?.link)
}

function pathOf(link: string | null | undefined): string {
  return link?.slice(`${origin}/invitations/`.length) ?? ''
}

async function copiedLink(actor: Member): Promise<string> {
  return pathOf((await listInvitations(actor)).items[0]?.link)
}

/** An account with the invited address. */
function buildInvited({ isVerified = true } = {}): Actor {
  const { accountId, ...actor } = buildMember('owner')
  database().update(user).set({ email, emailVerified: isVerified }).where(eq(user.id, accountId)).run()
  return { ...actor, accountId, email }
}

const accept = (link: string, input = newcomer, now = new Date()) =>
  acceptAsNew(link, input, '203.0.113.7', now)
const rolesIn = (actor: Member) =>
  database()
    .select()
    .from(member)
    .where(eq(member.organizationId, actor.workspace.id))
    .all()
    .map(({ role }) => role)
const findGrace = () => database().select().from(user).where(eq(user.email, email)).get()
const statuses = () =>
  database()
    .select()
    .from(invitation)
    .all()
    .map(({ status }) => status)

describe('an invitation', () => {
  useInstance()

  it('is refused for somebody who is here already', async () => {
    const { admin, viewer } = buildWorkspace()
    await expect(invite(admin, { email: viewer.email, role: 'admin' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(database().select().from(mails).all()).toEqual([])
  })

  it('is the same for an address with an account and for one without', async () => {
    const { owner } = buildWorkspace()
    buildInvited()
    const known = await invite(owner, { email, role: 'member' })
    const unknown = await invite(owner, { email: 'nobody@example.org', role: 'member' })
    expect(Object.keys(known)).toEqual(Object.keys(unknown))
    const rows = database().select().from(mails).all()
    expect(rows.map(({ kind, accountId }) => [kind, accountId])).toEqual([
      ['invitation', null],
      ['invitation', null],
    ])
  })

  it('keeps no token in the file, and its link opens for seven days', async () => {
    const { owner } = buildWorkspace()
    const { id } = await invite(owner, { email, role: 'member' })
    const link = await copiedLink(owner)
    const [, token = ''] = link.split('.')
    expect(JSON.stringify(database().select().from(invitation).all())).not.toContain(token)
    expect(await findInvitation(link)).toEqual({
      id,
      email,
      role: 'member',
      workspace: 'Bakery',
      inviter: 'The owner',
    })
    const later = (days: number) => new Date(Date.now() + days * DAY)
    expect(await findInvitation(link, later(6.9))).not.toBeNull()
    expect(await findInvitation(link, later(7.1))).toBeNull()
    await expect(accept(link, newcomer, later(7.1))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('that was sent again opens by the newer link alone', async () => {
    const { owner, admin } = buildWorkspace()
    const { id } = await invite(owner, { email, role: 'member' })
    const old = [mailedLink(), await copiedLink(owner)]
    await resendInvitation(admin, id)
    for (const link of old) expect(await findInvitation(link)).toBeNull()
    expect(await findInvitation(mailedLink())).toMatchObject({ inviter: 'The admin' })
    expect(await findInvitation(await copiedLink(owner))).not.toBeNull()
  })

  it('of an address that has one renews it, with the new role', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'member' })
    const old = mailedLink()
    await invite(owner, { email, role: 'admin' })
    expect(await findInvitation(old)).toBeNull()
    expect(await findInvitation(mailedLink())).toMatchObject({ role: 'admin' })
    expect(database().select().from(invitation).all()).toHaveLength(1)
  })

  it.each(['', 'x', '..', 'a.b', '../../x'])('does not open by %j', async (link) => {
    expect(await findInvitation(link)).toBeNull()
  })

  it('does not open by another invitation’s token', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'member' })
    const [id] = mailedLink().split('.')
    await invite(owner, { email: 'eve@example.org', role: 'owner' })
    const [, token] = mailedLink().split('.')
    expect(await findInvitation(`${id}.${token}`)).toBeNull()
  })

  it('shows its link only to whoever may give its role', async () => {
    const { owner, admin } = buildWorkspace()
    await invite(owner, { email, role: 'owner' })
    expect((await listInvitations(owner)).items).toMatchObject([{ isTheirs: true, link: expect.any(String) }])
    expect((await listInvitations(admin)).items).toMatchObject([{ isTheirs: false, link: null }])
  })

  it('opens nothing once its inviter may not give the role any more, until it is sent again', async () => {
    const { owner, admin } = buildWorkspace()
    await invite(admin, { email, role: 'member' })
    const link = await copiedLink(admin)
    const adminId =
      (await listMembers(owner)).items.find(({ accountId }) => accountId === admin.accountId)?.id ?? ''
    await changeRole(owner, { memberId: adminId, role: 'member' })
    expect(await findInvitation(link)).toBeNull()
    await removeMember(owner, adminId)
    expect(await findInvitation(link)).toBeNull()
    await expect(accept(link)).rejects.toMatchObject({ code: 'conflict' })
    const [item] = (await listInvitations(owner)).items
    expect(item).toMatchObject({ state: 'unvouched', link: null })
    await resendInvitation(owner, item?.id ?? '')
    expect(await findInvitation(mailedLink())).not.toBeNull()
  })

  it('that was revoked opens nothing, and cannot be sent again', async () => {
    const { owner } = buildWorkspace()
    const { id } = await invite(owner, { email, role: 'member' })
    await revokeInvitation(owner, id)
    expect(await findInvitation(mailedLink())).toBeNull()
    await expect(resendInvitation(owner, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listInvitations(owner)).items).toEqual([])
  })

  it('is not sent to one address without end', async () => {
    const { owner } = buildWorkspace()
    for (let times = 0; times < 5; times += 1) await invite(owner, { email, role: 'member' })
    await expect(invite(owner, { email, role: 'member' })).rejects.toMatchObject({ code: 'limited' })
  })

  it('is listed page by page, the newest first', async () => {
    const { owner } = buildWorkspace()
    for (let place = 0; place < 55; place += 1)
      await invite(owner, { email: `${place}@example.org`, role: 'viewer' }, new Date(1e12 + place))
    const first = await listInvitations(owner)
    const second = await listInvitations(owner, { cursor: first.next ?? '' })
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 5, null])
    expect([first.items[0]?.email, second.items.at(-1)?.email]).toEqual(['54@example.org', '0@example.org'])
  })
})

describe('an invitation that is answered signed in', () => {
  useInstance()

  it('is bound to its address', async () => {
    const { owner, stranger } = buildWorkspace()
    await invite(owner, { email, role: 'member' })
    const link = mailedLink()
    await expect(acceptInvitation(stranger, link)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(declineInvitation(stranger, link)).rejects.toMatchObject({ code: 'forbidden' })
    expect(statuses()).toEqual(['pending'])
  })

  it('joins once, opens the workspace, and confirms the address when the link was mailed', async () => {
    const { owner } = buildWorkspace()
    const { actor, cookie } = openSession(buildInvited({ isVerified: false }))
    await invite(owner, { email, role: 'viewer' })
    const link = mailedLink()
    await acceptInvitation(actor, link)
    expect(readSession(new Headers({ cookie })).actor?.workspace).toMatchObject({
      id: owner.workspace.id,
      role: 'viewer',
    })
    expect(findGrace()?.emailVerified).toBe(true)
    await expect(acceptInvitation(actor, link)).rejects.toMatchObject({ code: 'conflict' })
    expect(await findInvitation(link)).toBeNull()
  })

  it('does not confirm the address when the link was copied', async () => {
    const { owner } = buildWorkspace()
    const grace = buildInvited({ isVerified: false })
    await invite(owner, { email, role: 'viewer' })
    await acceptInvitation(grace, await copiedLink(owner))
    expect(findGrace()?.emailVerified).toBe(false)
  })

  it('is declined once', async () => {
    const { owner } = buildWorkspace()
    const grace = buildInvited()
    await invite(owner, { email, role: 'viewer' })
    await declineInvitation(grace, mailedLink())
    expect(statuses()).toEqual(['rejected'])
    await expect(acceptInvitation(grace, mailedLink())).rejects.toMatchObject({ code: 'conflict' })
    expect(rolesIn(owner)).toHaveLength(4)
  })

  it('is accepted once by fifty at a time', async () => {
    const { owner } = buildWorkspace()
    const grace = buildInvited()
    await invite(owner, { email, role: 'viewer' })
    const link = mailedLink()
    const winners = await race('an invitation, signed in', () => acceptInvitation(grace, link))
    expect(winners).toHaveLength(1)
    expect(rolesIn(owner)).toHaveLength(5)
  })

  it('is accepted or rejected by its id alone only by a confirmed address', async () => {
    const { owner, stranger } = buildWorkspace()
    const grace = buildInvited({ isVerified: false })
    const { id: invitationId } = await invite(owner, { email, role: 'viewer' })
    const answer = (as?: Actor) =>
      send(acceptRoute, 'POST', '/api/auth/organization/accept-invitation', {
        ...(as && { as }),
        body: { invitationId },
      })
    expect((await answer()).status).toBe(401)
    expect((await answer(stranger)).status).toBe(404)
    expect((await answer(grace)).status).toBe(403)
    database().update(user).set({ emailVerified: true }).where(eq(user.email, email)).run()
    expect((await answer(grace)).body).toMatchObject({
      invitation: { id: invitationId, status: 'accepted', organizationId: owner.workspace.id },
      member: { userId: grace.accountId, role: 'viewer' },
    })
    const again = await send(rejectRoute, 'POST', '/api/auth/organization/reject-invitation', {
      as: grace,
      body: { invitationId },
    })
    expect(again.status).toBe(404)
  })
})

describe('an invitation that makes an account', () => {
  useInstance()

  it('makes account, credential and member at once; a mailed link confirms the address', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'admin' })
    const link = mailedLink()
    expect(await accept(link)).toEqual({ email, isNew: true })
    expect(findGrace()).toMatchObject({ name: 'Grace', emailVerified: true, role: 'user' })
    expect(database().select().from(account).all()[0]?.password).toMatch(/^\$argon2id\$/)
    expect(rolesIn(owner).filter((role) => role === 'admin')).toHaveLength(2)
    expect(statuses()).toEqual(['accepted'])
    const actions = database()
      .select()
      .from(audit)
      .all()
      .map(({ action }) => action)
    expect(actions).toEqual(['invitation.sent', 'account.signed_up', 'invitation.accepted'])
    await expect(accept(link)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not take a copied link for the address’s own: that is asked by mail', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'viewer' })
    await accept(await copiedLink(owner))
    expect(findGrace()?.emailVerified).toBe(false)
    expect(database().select().from(verification).all()).toHaveLength(1)
    expect(database().select().from(mails).all().at(-1)).toMatchObject({
      kind: 'verification',
      recipient: email,
    })
  })

  it('makes one when it is used fifty times at once', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'viewer' })
    const link = mailedLink()
    const winners = await race('an invitation, by a new account', (place) =>
      acceptAsNew(link, newcomer, `198.51.100.${place}`),
    )
    expect(winners).toHaveLength(1)
    expect(database().select().from(account).all()).toHaveLength(1)
    expect(rolesIn(owner)).toHaveLength(5)
  })

  it('leaves an account that is there as it is, uses nothing up, and tells its owner', async () => {
    const { owner } = buildWorkspace()
    const grace = buildInvited()
    await invite(owner, { email, role: 'viewer' })
    const link = mailedLink()
    expect(await accept(link)).toEqual({ email, isNew: false })
    expect(findGrace()).toMatchObject({ id: grace.accountId, name: 'The owner' })
    expect(database().select().from(account).all()).toEqual([])
    expect(await findInvitation(link)).not.toBeNull()
    expect(database().select().from(mails).all().at(-1)).toMatchObject({ kind: 'account_exists' })
  })

  it.each([
    ['a common password', { name: 'Grace', password: 'qwertyuiop123' }],
    ['a password with the address in it', { name: 'G', password: 'grace is my name' }],
  ])('refuses %s, and uses nothing up', async (_, input) => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'viewer' })
    await expect(accept(mailedLink(), input)).rejects.toMatchObject({ issues: [{ path: 'password' }] })
    expect([findGrace(), statuses()]).toEqual([undefined, ['pending']])
  })
})

describe('where registration is closed', () => {
  useInstance({ REGISTRATION: 'closed' })

  it('an invitation makes no account, and whoever has one accepts', async () => {
    const { owner } = buildWorkspace()
    await invite(owner, { email, role: 'viewer' })
    await expect(accept(mailedLink())).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('No new accounts'),
    })
    expect(findGrace()).toBeUndefined()
    await acceptInvitation(buildInvited(), mailedLink())
    expect(rolesIn(owner)).toHaveLength(5)
  })
})

describe('Better Auth’s own reads', () => {
  useInstance()

  const read = async (path: string, as: Actor, query: Record<string, string>) =>
    send(authRoute, 'GET', `/api/auth/organization/${path}`, { as, query })

  it('hand the invitations to nobody but owners and admins, and an owner’s to owners alone', async () => {
    const { owner, admin, member: other, viewer } = buildWorkspace()
    await invite(owner, { email, role: 'member' })
    await invite(owner, { email: 'boss@example.org', role: 'owner' })
    const query = { organizationId: owner.workspace.id }
    const seenBy = async (as: Actor) => {
      const { body } = await read('get-full-organization', as, query)
      return body && typeof body === 'object' && 'invitations' in body ? body.invitations : undefined
    }
    expect(await seenBy(owner)).toHaveLength(2)
    expect(await seenBy(admin)).toMatchObject([{ email }])
    expect(await seenBy(other)).toEqual([])
    expect(await seenBy(viewer)).toEqual([])
    expect((await read('list-invitations', admin, query)).body).toMatchObject([{ email }])
    expect(JSON.stringify(await seenBy(owner))).not.toContain('link')
  })

  it('tell a stranger nothing, by id or by slug', async () => {
    const { owner, stranger } = buildWorkspace()
    const { id } = owner.workspace
    for (const path of [
      'get-full-organization',
      'list-members',
      'get-active-member-role',
      'list-invitations',
    ]) {
      for (const key of ['organizationId', 'organizationSlug']) {
        if (path === 'list-invitations' && key === 'organizationSlug') continue
        const { status, body } = await read(path, stranger, { [key]: id })
        expect([path, status]).toEqual([path, 403])
        expect(JSON.stringify(body)).not.toMatch(/Bakery|example\.org/)
      }
    }
    const active = await send(authRoute, 'POST', '/api/auth/organization/set-active', {
      as: stranger,
      headers: { origin },
      body: { organizationId: id },
    })
    expect(active.status).toBe(403)
  })
})
