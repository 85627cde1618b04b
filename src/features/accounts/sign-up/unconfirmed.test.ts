import { describe, expect, it } from 'vitest'
import { transaction } from '@/lib/server/db'
import { signIn } from '@/lib/server/http/auth-door'
import { hashPassword } from '@/lib/server/password'
import * as door from '@/pages/api/auth/[...all]'
import { origin, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { insertAccount } from '../insert-account.server'

const password = 'seven quiet herons wade'
const wrong = 'six quiet herons wade'

async function addAccount(email: string, emailVerified: boolean): Promise<void> {
  const row = { name: 'Grace Hopper', email, passwordHash: await hashPassword(password), emailVerified }
  transaction((tx) => insertAccount(tx, row, new Date()))
}

async function addAccounts(): Promise<void> {
  await addAccount('new@example.org', false)
  await addAccount('known@example.org', true)
}

/** The right password of a new address, after a sign-up with it, and what else is refused. */
const tries = [
  { email: 'new@example.org', password },
  { email: 'new@example.org', password: wrong },
  { email: 'known@example.org', password: wrong },
  { email: 'unknown@example.org', password },
]

async function askApi(body: (typeof tries)[number]): Promise<string> {
  const answer = await send(door, 'POST', '/api/auth/sign-in/email', { body, headers: { origin } })
  const { 'content-type': type } = Object.fromEntries(answer.headers)
  return JSON.stringify([answer.status, type, answer.body, answer.headers.getSetCookie()])
}

let caller = 0

/** Nobody is limited here: each call comes from an address of its own. */
function askPage(input: (typeof tries)[number]): Promise<unknown> {
  const address = `198.51.100.${(caller += 1)}`
  const page = { request: new Request(`${origin}/login`), locals: { clientAddress: () => address } }
  return signIn(page, input).catch((error: unknown) => error)
}

describe('where everybody may sign up, an address that is not confirmed', () => {
  useInstance({ REGISTRATION: 'open' })

  it('is answered by the API as a wrong password and an unknown address are', async () => {
    await addAccounts()
    const answers = await Promise.all(tries.map(askApi))
    expect(answers[0]).toMatch(/^\[401,"application\/json.*INVALID_EMAIL_OR_PASSWORD.*,\[\]\]$/)
    expect(new Set(answers).size).toBe(1)
  })

  it('is answered by the page with the sentence for both', async () => {
    await addAccounts()
    const message = 'The address or the password is not right, or the address is not confirmed yet.'
    for (const input of tries)
      expect(await askPage(input)).toMatchObject({ code: 'unauthenticated', status: 401, message })
  })
})

describe('where not everybody may sign up', () => {
  useInstance({ REGISTRATION: 'code' })

  it('nothing is said about confirming', async () => {
    const message = 'The address or the password is not right.'
    for (const input of tries) expect(await askPage(input)).toMatchObject({ status: 401, message })
  })
})
