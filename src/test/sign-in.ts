import { Secret, TOTP } from 'otpauth'
import type { Actor } from '@/lib/actor'
import { transaction } from '@/lib/server/db'
import { answerAuth } from '@/lib/server/http/auth-door'
import { hashPassword } from '@/lib/server/password'
import { readSession } from '@/lib/server/session'
import { insertCredential } from '@/features/accounts/insert-account.server'
import { beginTwoFactor, confirmTwoFactor } from '@/features/accounts/factors/two-factor.server'
import { openSession, origin } from './instance'

export const password = 'a long sentence for a test'

/** Lets an account of the factories sign in by `password`. */
export async function givePassword(actor: Actor): Promise<void> {
  const hash = await hashPassword(password)
  transaction((tx) => insertCredential(tx, actor.accountId, hash, new Date()))
}

/** Turns two-factor on. `codeAt(0)` is the code of this moment, `codeAt(1)` the next one; `codeAt(-1)` was used. */
export async function turnOnTwoFactor(actor: Actor) {
  const { actor: proved } = openSession(actor)
  const { typed } = await beginTwoFactor(proved)
  const codeAt = (offset: number) =>
    new TOTP({ secret: Secret.fromBase32(typed) }).generate({ timestamp: Date.now() + offset * 30_000 })
  const backupCodes = await confirmTwoFactor(proved, codeAt(-1))
  return { codeAt, backupCodes }
}

let lastAddress = 0

/** A browser of somebody at an address of their own: it keeps cookies and calls what Better Auth answers itself. */
export class AuthVisitor {
  readonly cookies = new Map<string, string>()
  readonly #address = `198.18.${Math.trunc(lastAddress / 250)}.${(lastAddress++ % 250) + 1}`

  constructor(cookie?: string) {
    if (cookie) this.#keep(cookie)
  }

  /** Another browser with the same cookies. */
  clone(): AuthVisitor {
    return new AuthVisitor(this.cookie)
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Who a page would take them for. */
  get actor(): Actor | null {
    return readSession(new Headers({ cookie: this.cookie })).actor
  }

  signIn(email: string, secret = password) {
    return this.post('/sign-in/email', { email, password: secret })
  }

  get(path: string) {
    return this.#call(path, { method: 'GET' })
  }

  post(path: string, body: unknown) {
    return this.#call(path, { method: 'POST', body: JSON.stringify(body) })
  }

  async #call(path: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/json', origin, cookie: this.cookie }
    const request = new Request(`${origin}/api/auth${path}`, { ...init, headers })
    const response = await answerAuth({ request, locals: { clientAddress: () => this.#address } })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie.split(';')[0] ?? '', cookie)
    return { status: response.status, body: await response.json() }
  }

  #keep(cookies: string, whole = '') {
    for (const pair of cookies.split('; ')) {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (/max-age=0/i.test(whole)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}
