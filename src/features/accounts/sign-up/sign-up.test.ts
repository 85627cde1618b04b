import { describe, expect, it } from 'vitest'
import { makeCode } from '@/features/codes/code-text.server'
import { database, transaction } from '@/lib/server/db'
import { account, user } from '@/lib/server/schema/accounts'
import { codes } from '@/lib/server/schema/codes'
import { mails } from '@/lib/server/schema/mails'
import * as route from '@/pages/api/auth/sign-up/email'
import { useInstance } from '@/test/instance'
import { auditRows } from '@/test/audit'
import { race, RIVALS } from '@/test/race'
import { send } from '@/test/request'
import { insertAccount } from '../insert-account.server'
import { signUp } from './sign-up.server'

const password = 'seven quiet herons wade'
const person = (place = 0) => ({ name: 'Grace Hopper', email: `grace${place}@example.org`, password })
const from = (place: number) => `203.0.113.${place}`

const users = () => database().select().from(user).all()
const outbox = () => database().select().from(mails).all()
const actions = () => auditRows().map(({ action }) => action)
const usesOf = (code: string) =>
  database()
    .select()
    .from(codes)
    .all()
    .find((row) => row.code === code)?.uses

function addCode(values: Partial<typeof codes.$inferInsert> = {}): string {
  const code = makeCode()
  const row = { id: Bun.randomUUIDv7(), code, label: 'Bakers', maxUses: 1, createdAt: new Date(), ...values }
  database().insert(codes).values(row).run()
  return code
}

function addAccount(email: string, emailVerified = true): string {
  const row = { name: 'Grace Hopper', email, passwordHash: null, emailVerified }
  return transaction((tx) => insertAccount(tx, row, new Date()))
}

describe.each([
  ['closed', 'Ask an admin'],
  ['invite', 'by invitation'],
])('where sign-up is %s', (mode, reason) => {
  useInstance({ REGISTRATION: mode })

  it('nobody makes an account, and the sentence says what to do', async () => {
    await expect(signUp(person(), from(1))).rejects.toMatchObject({ code: 'forbidden' })
    const answer = await send(route, 'POST', '/api/auth/sign-up/email', { body: person() })
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN', message: expect.stringContaining(reason) },
    })
    expect(users()).toEqual([])
  })
})

describe('with a code', () => {
  useInstance({ REGISTRATION: 'code' })
  const DAY = 24 * 60 * 60_000

  it.each([
    ['none', () => undefined],
    ['one that was never made', () => makeCode()],
    ['one that is used up', () => addCode({ uses: 1 })],
    ['one that has expired', () => addCode({ expiresAt: new Date(Date.now() - 1) })],
    ['one that was revoked', () => addCode({ revokedAt: new Date() })],
  ])('%s makes no account', async (_, make) => {
    const refused = signUp({ ...person(), code: make() }, from(2))
    await expect(refused).rejects.toMatchObject({ code: 'bad_input', issues: [{ path: 'code' }] })
    expect([users(), outbox(), actions()]).toEqual([[], [], []])
  })

  it.each([
    ['a common password', 'unbelievable'],
    ['a password that holds the name', 'the great grace hopper'],
  ])('%s is refused with its reason and uses nothing up', async (_, weak) => {
    const code = addCode()
    const refused = signUp({ ...person(), password: weak, code }, from(3))
    await expect(refused).rejects.toMatchObject({ code: 'bad_input', issues: [{ path: 'password' }] })
    expect([users(), usesOf(code)]).toEqual([[], 0])
  })

  it('is redeemed with an account, a credential, a message and the audit', async () => {
    const code = addCode({ maxUses: 2, expiresAt: new Date(Date.now() + DAY) })
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    const id = await signUp({ ...person(), code: typed }, from(4))
    expect(users()).toMatchObject([{ id, email: 'grace0@example.org', role: 'user', emailVerified: false }])
    expect(database().select().from(account).all()).toMatchObject([{ userId: id, providerId: 'credential' }])
    expect(outbox()).toMatchObject([{ kind: 'verification', recipient: 'grace0@example.org' }])
    expect([usesOf(code), actions()]).toEqual([1, ['code.redeemed', 'account.signed_up']])
  })

  it('whose last use fifty people redeem at once makes exactly one account', async () => {
    const code = addCode({ maxUses: 3, uses: 2 })
    const refusals: unknown[] = []
    const winners = await race('the last use of a registration code', (place) =>
      signUp({ ...person(place), code }, from(place)).catch((error: unknown) => {
        refusals.push(codeOf(error))
        return false
      }),
    )
    expect(winners).toHaveLength(1)
    expect(refusals).toEqual(Array.from({ length: RIVALS - 1 }, () => 'bad_input'))
    expect([users(), database().select().from(account).all(), outbox()].map((rows) => rows.length)).toEqual([
      1, 1, 1,
    ])
    expect([usesOf(code), actions()]).toEqual([3, ['code.redeemed', 'account.signed_up']])
  })

  it('a known address is answered the same, hears of it, and uses no code up', async () => {
    const code = addCode()
    addAccount('grace0@example.org')
    const known = await send(route, 'POST', '/api/auth/sign-up/email', { body: { ...person(0), code } })
    expect([usesOf(code), users().length]).toEqual([0, 1])
    const unknown = await send(route, 'POST', '/api/auth/sign-up/email', { body: { ...person(1), code } })
    expect([known.status, shapeOf(known.body)]).toEqual([unknown.status, shapeOf(unknown.body)])
    expect(unknown.body).toMatchObject({ token: null, user: { email: 'grace1@example.org' } })
    expect(outbox()).toMatchObject([{ kind: 'account_exists' }, { kind: 'verification' }])
  })

  it('a known address is refused a wrong code just as an unknown one', async () => {
    addAccount('grace0@example.org')
    const wrong = { code: makeCode() }
    await expect(signUp({ ...person(0), ...wrong }, from(5))).rejects.toMatchObject({ code: 'bad_input' })
    expect(outbox()).toEqual([])
  })

  it('an owner hears of at most five sign-ups with the address within an hour, and each is written to the disk', async () => {
    const code = addCode()
    addAccount('grace0@example.org')
    for (let place = 0; place < 8; place += 1) {
      const before = changes()
      await signUp({ ...person(), code }, from(60 + place))
      expect(changes()).toBeGreaterThan(before)
    }
    expect(outbox()).toHaveLength(5)
  })

  it('ten tries a minute come from one address, or one /64', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 11 }, () =>
        signUp({ ...person(), code: 'wrong' }, '2001:db8:1:2::1').catch(codeOf),
      ),
    )
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 'bad_input'), 'limited'])
    await expect(signUp({ ...person(), code: 'x' }, '2001:db8:1:2:ffff::9')).rejects.toMatchObject({
      code: 'limited',
    })
    await expect(signUp({ ...person(), code: 'x' }, '2001:db8:1:3::1')).rejects.toMatchObject({
      code: 'bad_input',
    })
  })
})

describe('open to everybody', () => {
  useInstance({ REGISTRATION: 'open' })

  it('makes an account that waits for its address to be confirmed', async () => {
    await signUp(person(), from(30))
    expect(users()).toMatchObject([{ emailVerified: false }])
    expect(outbox()).toMatchObject([
      { kind: 'verification', link: expect.stringContaining('/verify?token=') },
    ])
  })

  it('fifty sign-ups with one address make one account', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, place) => signUp(person(), from(100 + place))))
    expect(users()).toHaveLength(1)
  })

  it('a body with a mistake names what is wrong', async () => {
    const body = { name: ' ', email: 'x', password: 'short' }
    const answer = await send(route, 'POST', '/api/auth/sign-up/email', { body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } })
    expect(users()).toEqual([])
  })
})

/** How many rows were written so far. */
function changes(): number {
  const row = database().$client.query<{ count: number }, []>('SELECT total_changes() AS count').get()
  return row?.count ?? 0
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error
}

/** The keys and the types of an answer: what may not tell two apart. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.entries(value).map(([key, part]) => [key, shapeOf(part)])
}
