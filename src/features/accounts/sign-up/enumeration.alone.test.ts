import { describe, expect, it } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { signIn } from '@/lib/server/http/auth-door'
import { hashPassword } from '@/lib/server/password'
import { user } from '@/lib/server/schema/accounts'
import { origin, useInstance } from '@/test/instance'
import { compareTimes, TRIES, type Attempt } from '@/test/timing'
import { insertAccount } from '../insert-account.server'
import { requestPasswordReset } from './recovery.server'
import { signUp } from './sign-up.server'
import { requestVerification } from './verification.server'

const password = 'seven quiet herons wade'

let caller = 0
/** Nobody is limited here: each call comes from an address of its own. */
const someone = () => `2001:db8:${((caller += 1) >> 16).toString(16)}:${(caller & 0xffff).toString(16)}::1`

const knownEmail = (place: number) => `known${place}@example.org`
const unknownEmail = (place: number) => `other${place}@example.org`

const compare = (attempt: Attempt, calls?: number) =>
  compareTimes(attempt, { known: knownEmail, unknown: unknownEmail }, calls)

async function addAccounts(): Promise<void> {
  const passwordHash = await hashPassword(password)
  transaction((tx) => {
    for (let place = 0; place < TRIES; place += 1) {
      const row = { name: 'Grace Hopper', email: knownEmail(place), passwordHash, emailVerified: false }
      insertAccount(tx, row, new Date())
    }
  })
}

describe('a known and an unknown address take the same time', { timeout: 900_000 }, () => {
  useInstance({ REGISTRATION: 'open' })

  it('to sign up with', async () => {
    await addAccounts()
    const attempt = (email: string) => signUp({ name: 'Eve', email, password }, someone())
    expect(await compare(attempt)).toBeLessThan(0.1)
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
    expect(await compare(attempt)).toBeLessThan(0.1)
  })

  it('to ask for a new password with', async () => {
    await addAccounts()
    expect(await compare((email) => requestPasswordReset(email, someone()), 10)).toBeLessThan(0.1)
  })

  it('to ask for another link with', async () => {
    await addAccounts()
    expect(await compare((email) => requestVerification(email, someone()), 10)).toBeLessThan(0.1)
  })
})
