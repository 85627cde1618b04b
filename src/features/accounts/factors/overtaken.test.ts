import { eq, like, or } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor, Member } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { signIn } from '@/lib/server/http/auth-door'
import { issueToken } from '@/lib/server/one-time'
import { passkey, session, user, verification } from '@/lib/server/schema/accounts'
import { credentialFailures } from '@/lib/server/schema/limits'
import { audit } from '@/lib/server/schema/audit'
import { buildMember, openSession, origin, useInstance } from '@/test/instance'
import { AuthVisitor, givePassword, password, turnOnTwoFactor } from '@/test/sign-in'
import { authHooks } from '../auth-hooks.server'
import { endSessions } from '../sessions.server'
import { resetPassword } from '../sign-up/recovery.server'
import { disableTwoFactor } from './two-factor.server'

const sentence = 'Sign in again: something changed while you signed in.'

const sessions = () => database().select().from(session).all()
const signIns = () => database().select().from(audit).where(eq(audit.action, 'account.signed_in')).all()
const trustRows = () =>
  database()
    .select()
    .from(verification)
    .where(or(like(verification.identifier, 'trust-device-%'), like(verification.identifier, '2fa-%')))
    .all()
    .filter(({ identifier }) => !identifier.startsWith('2fa-attempts-'))
const endAll = (accountId: string) => transaction((tx) => endSessions(tx, accountId))

let member: Member

async function haveMember() {
  member = buildMember('member')
  await givePassword(member)
}

/** Does `change` once, between the check of the next password and what follows from it. */
function changeDuringCheck(change: () => Promise<unknown> | void): void {
  const verify = Bun.password.verify
  vi.spyOn(Bun.password, 'verify').mockImplementationOnce(async (...given: Parameters<typeof verify>) => {
    const isRight = await verify(...given)
    await change()
    return isRight
  })
}

async function reset(): Promise<void> {
  const value = { accountId: member.accountId, email: member.email }
  const token = transaction((tx) => issueToken(tx, 'password_reset', value, 60_000, new Date()))
  await resetPassword({ token, password: 'another long sentence' }, '198.51.100.7')
}

describe('a password that was right when', () => {
  useInstance()
  beforeEach(haveMember)
  afterEach(() => vi.restoreAllMocks())

  it.each<[string, () => Promise<unknown> | void]>([
    ['the password was reset', reset],
    ['two-factor was turned on', () => turnOnTwoFactor(member).then(() => endOwn())],
    ['all sessions were ended', () => endAll(member.accountId)],
  ])('%s makes no session', async (_, change) => {
    changeDuringCheck(change)
    const visitor = new AuthVisitor()
    const answer = await visitor.signIn(member.email)
    expect(answer).toEqual({ status: 401, body: { code: 'UNAUTHENTICATED', message: sentence } })
    expect([sessions(), visitor.actor, trustRows(), signIns()]).toEqual([[], null, [], []])
  })

  /** The session that turned two-factor on stays; it is not what is looked for. */
  function endOwn() {
    database().delete(session).run()
  }

  it('the password was reset makes none for a page either, which says so', async () => {
    changeDuringCheck(reset)
    const page = {
      request: new Request(`${origin}/login`),
      locals: { clientAddress: () => '198.51.100.8' },
    }
    await expect(signIn(page, { email: member.email, password })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    expect(sessions()).toEqual([])
    const again = await signIn(page, { email: member.email, password: 'another long sentence' })
    expect(again.headers.getSetCookie()).not.toEqual([])
    expect(sessions()).toHaveLength(1)
  })

  it.each([1, 8, 20])(
    'the password was reset %d ms before makes none in any of fifteen browsers',
    async (ms) => {
      const visitors = Array.from({ length: 15 }, () => new AuthVisitor())
      const resetting = reset()
      await Bun.sleep(ms)
      await Promise.all([resetting, ...visitors.map((visitor) => visitor.signIn(member.email))])
      expect(visitors.filter(({ actor }) => actor)).toEqual([])
      expect(sessions()).toEqual([])
    },
  )

  it('all sessions were ended does not wait for a second factor, nor keep a device’s trust', async () => {
    const { codeAt } = await turnOnTwoFactor(member)
    changeDuringCheck(() => endAll(member.accountId))
    const waiting = new AuthVisitor()
    expect((await waiting.signIn(member.email)).status).toBe(401)
    expect(trustRows()).toEqual([])
    expect((await waiting.post('/two-factor/verify-totp', { code: codeAt(0) })).status).toBe(401)

    const device = new AuthVisitor()
    await device.signIn(member.email)
    await device.post('/two-factor/verify-totp', { code: codeAt(0), trustDevice: true })
    expect(trustRows()).toHaveLength(1)
    changeDuringCheck(() => endAll(member.accountId))
    expect((await device.signIn(member.email)).status).toBe(401)
    expect([trustRows(), sessions()]).toEqual([[], []])
  })

  it('two-factor was turned off is given again, and then opens', async () => {
    await turnOnTwoFactor(member)
    const { actor } = openSession(member)
    changeDuringCheck(() => disableTwoFactor(actor))
    const visitor = new AuthVisitor()
    expect((await visitor.signIn(member.email)).status).toBe(401)
    expect((await visitor.signIn(member.email)).status).toBe(200)
    expect(visitor.actor?.accountId).toBe(member.accountId)
  })

  it('another account’s sessions were ended opens', async () => {
    const other = buildMember('member')
    changeDuringCheck(() => endAll(other.accountId))
    const visitor = new AuthVisitor()
    expect((await visitor.signIn(member.email)).status).toBe(200)
    expect(visitor.actor?.accountId).toBe(member.accountId)
  })
})

describe('a second factor or a passkey that was right when all sessions were ended', () => {
  useInstance()
  beforeEach(haveMember)

  async function challengedHeaders(): Promise<Headers> {
    await turnOnTwoFactor(member)
    const visitor = new AuthVisitor()
    await visitor.signIn(member.email)
    return new Headers({ cookie: visitor.cookie })
  }

  function addPasskey(): string {
    const key = { publicKey: 'cG9zdA==', counter: 0, deviceType: 'multiDevice', backedUp: true }
    const id = Bun.randomUUIDv7()
    database()
      .insert(passkey)
      .values({ id, credentialID: `key-${id}`, userId: member.accountId, ...key })
      .run()
    return `key-${id}`
  }

  type Use = { headers: Headers; body: unknown; actor: Actor | null }
  const byCode = async (): Promise<Use> => ({
    headers: await challengedHeaders(),
    body: { code: '' },
    actor: null,
  })
  const byPasskey = async (): Promise<Use> => ({
    headers: new Headers(),
    body: { response: { id: addPasskey() } },
    actor: null,
  })
  const asProof = async (): Promise<Use> => ({ ...(await byPasskey()), actor: openSession(member).actor })

  describe.each<[string, () => Promise<Use>]>([
    ['/two-factor/verify-totp', byCode],
    ['/two-factor/verify-backup-code', byCode],
    ['/passkey/verify-authentication', byPasskey],
    ['/passkey/verify-authentication', asProof],
  ])('%s', (path, prepare) => {
    /** Goes through the rules with a session made in between, after `change`. */
    async function use(change?: () => void): Promise<string> {
      const { headers, body, actor } = await prepare()
      const call = { path, headers, body, actor }
      await authHooks.before?.(call)
      change?.()
      const { sessionId } = openSession(member)
      await authHooks.after?.(call, { accountId: member.accountId, sessionId, returned: {} })
      return sessionId
    }

    it('leaves no session', async () => {
      const used = use(() => endAll(member.accountId))
      await expect(used).rejects.toMatchObject({ code: 'unauthenticated', message: sentence })
      expect([sessions(), signIns()]).toEqual([[], []])
    })

    it('leaves one when nothing was ended', async () => {
      const sessionId = await use()
      expect(sessions().map(({ id }) => id)).toContain(sessionId)
    })
  })
})

describe('the moment when all sessions were ended', () => {
  useInstance()

  it('is a later one each time, also within a millisecond and after a clock that went back', () => {
    member = buildMember('member')
    const read = () =>
      database()
        .select({ at: user.sessionsEndedAt })
        .from(user)
        .where(eq(user.id, member.accountId))
        .get()
        ?.at?.getTime() ?? 0
    const ends = Array.from({ length: 20 }, () => {
      endAll(member.accountId)
      return read()
    })
    expect(ends).toEqual([...new Set(ends)].toSorted((one, other) => one - other))
    const ahead = Date.now() + 60_000
    database()
      .update(user)
      .set({ sessionsEndedAt: new Date(ahead) })
      .run()
    endAll(member.accountId)
    expect(read()).toBe(ahead + 1)
  })

  it('is not told by the API', async () => {
    member = buildMember('member')
    endAll(member.accountId)
    const { body } = await new AuthVisitor(openSession(member).cookie).get('/get-session')
    expect(JSON.stringify(body)).toContain(member.email)
    expect(JSON.stringify(body)).not.toMatch(/sessions_?ended/i)
  })
})

describe('guessing the password of one account', () => {
  useInstance()
  beforeEach(haveMember)

  /** Wrong ones from an address each, and without the work of a hash. */
  async function guess(email: string, times: number): Promise<number[]> {
    const spies = [
      vi.spyOn(Bun.password, 'verify').mockResolvedValue(false),
      vi.spyOn(Bun.password, 'hash').mockResolvedValue('none'),
    ]
    const statuses: number[] = []
    for (let count = 0; count < times; count += 1)
      statuses.push((await new AuthVisitor().signIn(email, 'wrong')).status)
    for (const spy of spies) spy.mockRestore()
    return statuses
  }

  it('is refused after five in a row from anywhere, known or not, right or not, in whichever case', async () => {
    for (const email of [member.email, 'nobody@example.org']) {
      expect(await guess(email, 4)).toEqual([401, 401, 401, 401])
      expect(await guess(email.toUpperCase(), 3)).toEqual([401, 429, 429])
      const late = await new AuthVisitor().signIn(email)
      expect(late).toMatchObject({ status: 429, body: { code: 'LIMITED' } })
    }
    expect(sessions()).toEqual([])
    const page = { request: new Request(`${origin}/login`), locals: { clientAddress: () => '198.51.100.9' } }
    const refused = await signIn(page, { email: member.email, password }).catch((error: unknown) => error)
    const message = 'Too many tries. You can try again in 1 second.'
    expect(refused).toMatchObject({ code: 'limited', retryAfter: 1, message })
  })

  it('is taken again when the wait is over, and a right one forgives the wrong ones', async () => {
    expect(await guess(member.email, 6)).toEqual([401, 401, 401, 401, 401, 429])
    database().update(credentialFailures).set({ openAt: new Date() }).run()
    expect((await new AuthVisitor().signIn(member.email)).status).toBe(200)
    expect(database().select().from(credentialFailures).all()).toEqual([])
    expect(await guess(member.email, 6)).toEqual([401, 401, 401, 401, 401, 429])
  })
})
