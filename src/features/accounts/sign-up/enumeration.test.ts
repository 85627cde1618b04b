import { describe, expect, it } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { signIn } from '@/lib/server/http/auth-door'
import { hashPassword } from '@/lib/server/password'
import { user } from '@/lib/server/schema/accounts'
import { origin, useInstance } from '@/test/instance'
import { insertAccount } from '../insert-account.server'
import { requestPasswordReset } from './recovery.server'
import { signUp } from './sign-up.server'
import { requestVerification } from './verification.server'

const TRIES = 200
const password = 'seven quiet herons wade'

let caller = 0
/** Nobody is limited here: each call comes from an address of its own. */
const someone = () => `2001:db8:${((caller += 1) >> 16).toString(16)}:${(caller & 0xffff).toString(16)}::1`

const knownEmail = (place: number) => `known${place}@example.org`
const unknownEmail = (place: number) => `other${place}@example.org`

async function addAccounts(): Promise<void> {
  const passwordHash = await hashPassword(password)
  transaction((tx) => {
    for (let place = 0; place < TRIES; place += 1) {
      const row = { name: 'Grace Hopper', email: knownEmail(place), passwordHash, emailVerified: false }
      insertAccount(tx, row, new Date())
    }
  })
}

type Measured = { known: number; unknown: number }

/**
 * The medians of 200 tries each, in milliseconds. The two take turns, and whoever goes first changes, so that whatever
 * else the machine does meets both alike; `calls` quick ones make one try, which the clock can tell apart.
 */
async function compare(attempt: (email: string) => Promise<unknown>, calls = 1): Promise<Measured> {
  const known: number[] = []
  const unknown: number[] = []
  for (let place = 0; place < TRIES; place += 1) {
    const turns = [
      [known, knownEmail(place)],
      [unknown, unknownEmail(place)],
    ] as const
    for (const [times, email] of place % 2 === 0 ? turns : turns.toReversed()) {
      const start = performance.now()
      for (let call = 0; call < calls; call += 1) await attempt(email)
      times.push(performance.now() - start)
    }
  }
  return { known: median(known), unknown: median(unknown) }
}

function median(times: number[]): number {
  return times.toSorted((one, other) => one - other)[times.length / 2] ?? 0
}

function expectAlike(what: string, { known, unknown }: Measured): void {
  const difference = Math.abs(known - unknown) / Math.max(known, unknown)
  const shown = `known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms`
  expect(difference, `${what}: ${shown}`).toBeLessThan(0.1)
}

describe('a known and an unknown address take the same time', { timeout: 900_000 }, () => {
  useInstance({ REGISTRATION: 'open' })

  it('to sign up with', async () => {
    await addAccounts()
    const attempt = (email: string) => signUp({ name: 'Eve', email, password }, someone())
    expectAlike('sign-up', await compare(attempt))
    expect(database().select().from(user).all()).toHaveLength(2 * TRIES)
  })

  it('to sign in with', async () => {
    await addAccounts()
    const wrong = 'six quiet herons wade'
    const attempt = (email: string) => {
      const address = someone()
      const page = { request: new Request(`${origin}/login`), locals: { clientAddress: () => address } }
      return expect(signIn(page, { email, password: wrong })).rejects.toMatchObject({
        code: 'unauthenticated',
      })
    }
    expectAlike('sign-in', await compare(attempt))
  })

  it('to ask for a new password with', async () => {
    await addAccounts()
    expectAlike('forgot', await compare((email) => requestPasswordReset(email, someone()), 10))
  })

  it('to ask for another link with', async () => {
    await addAccounts()
    expectAlike('resend', await compare((email) => requestVerification(email, someone()), 10))
  })
})
