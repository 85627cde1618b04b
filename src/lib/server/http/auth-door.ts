import { z } from 'zod'
import { tooManyTries } from '@/lib/wait-words'
import * as words from '@/lib/words/auth'
import { clientAddressHeader, hostOf, isKnownHost } from '../address'
import { auth, credentialPaths, openAuthPaths } from '../auth'
import { readCookies, setCookies } from '../cookies'
import { AppError, codeOf, toAuthErrorBody, type ErrorCode } from '../errors'
import { registrationMode } from '../in-force'
import { instance } from '../instance'
import { waitOf } from '../limits/limit-headers'
import { assertLimit } from '../limits/limits'
import { addressKey } from '../listen/client'
import { readSession, sessionCookieName } from '../session'
import { readBytes } from './body'

const BASE = '/api/auth'

/** A page or an endpoint's context: what the door needs to know of a request. */
type Caller = { request: Request; locals: Pick<App.Locals, 'clientAddress'> }

/** Better Auth's answer to a request under /api/auth. Every failure has its shape: `code` and `message`. */
export async function answerAuth({ request, locals }: Caller): Promise<Response> {
  const { pathname } = new URL(request.url)
  const path = pathname.slice(BASE.length)
  if (!openAuthPaths.includes(path)) {
    return Response.json({ code: 'NOT_FOUND', message: words.notServed }, { status: 404 })
  }
  try {
    if (credentialPaths.includes(path)) assertLimit('credential', addressKey(locals.clientAddress()))
    const body = request.body && (await readBytes(request))
    const { url, method } = request
    const headers = new Headers(request.headers)
    headers.set(clientAddressHeader(instance().identity), locals.clientAddress())
    showCookies(headers)
    const answer = await auth().handler(new Request(url, { method, headers, body }))
    const response = dropFailedSession(await hideUnconfirmed(answer))
    if (response.status < 500 || response.headers.get('content-type')?.startsWith('application/json'))
      return response
    throw new AppError('internal', undefined, { cause: `Better Auth answered ${response.status}` })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const headers = waitOf(error)
    return Response.json(toAuthErrorBody(error), { status: error.status, headers })
  }
}

/**
 * Hands Better Auth the cookies as we read them, so that both see the same person, and no session that we would refuse:
 * it would take one that is too old, or whose account is banned.
 */
function showCookies(headers: Headers): void {
  const cookies = readCookies(headers)
  if (!readSession(headers).actor) cookies.delete(sessionCookieName())
  setCookies(headers, cookies)
}

/** A sign-in that a rule of ours refused afterwards leaves no cookie: it would take the place of a session that works. */
function dropFailedSession(response: Response): Response {
  const cookies = response.headers.getSetCookie()
  const made = `${sessionCookieName()}=`
  const others = cookies.filter((cookie) => !cookie.startsWith(made) || cookie.startsWith(`${made};`))
  if (response.ok || others.length === cookies.length) return response
  const headers = new Headers(response.headers)
  headers.delete('set-cookie')
  for (const cookie of others) headers.append('Set-Cookie', cookie)
  return new Response(response.body, { status: response.status, headers })
}

/**
 * The right password of an address that is not confirmed is answered as a wrong one: else whoever has just signed up with
 * an address would learn by signing in whether it was known.
 */
async function hideUnconfirmed(response: Response): Promise<Response> {
  if (response.status !== 403) return response
  const { code } = Refusal.parse(await response.clone().json())
  if (code !== 'EMAIL_NOT_VERIFIED') return response
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  const body = { message: words.likeWrongPassword, code: 'INVALID_EMAIL_OR_PASSWORD' }
  return Response.json(body, { status: 401, headers })
}

/** What Better Auth says of a failure, as far as a page makes a difference. */
const Refusal = z
  .object({ code: z.string().catch(''), message: z.string().catch('') })
  .catch({ code: '', message: '' })

/** What a page says when signing in did not work. Unknown addresses and wrong passwords are not told apart. */
const refusals: Record<number, [code: ErrorCode, message?: string]> = {
  400: ['unauthenticated', words.wrong],
  401: ['unauthenticated', words.wrong],
  403: ['forbidden', words.banned],
  429: ['limited'],
  503: ['busy'],
}

/** The cookies of a sign-in: those of a session, or of one that waits for a second factor. */
export type SignedIn = { headers: Headers; needsSecondFactor: boolean }

/**
 * Signs in for a page that works without JavaScript. Throws `unauthenticated` for a wrong password as for an address that
 * is unknown or not confirmed, `forbidden` for an account that is banned, `limited` after too many tries, or `busy`.
 */
export async function signIn(
  caller: Caller,
  { email, password }: { email: string; password: string },
): Promise<SignedIn> {
  const response = await callAuth(caller, '/sign-in/email', { email, password })
  if (response.ok) {
    const needsSecondFactor = Challenge.safeParse(await response.json()).success
    return { headers: cookiesOf(response), needsSecondFactor }
  }
  const { code: reason, message: why } = Refusal.parse(await response.json())
  if (reason === 'UNAUTHENTICATED') throw refuse(response, 'unauthenticated', why)
  const [code, message] = refusals[response.status] ?? ['internal']
  // Where everybody may sign up, a new address that is not confirmed is not told apart from one that was known, either.
  const isUnconfirmedToo = code === 'unauthenticated' && registrationMode() === 'open'
  throw refuse(response, code, isUnconfirmedToo ? words.wrongOrUnconfirmed : message)
}

const Challenge = z.object({ twoFactorRedirect: z.literal(true) })

/** A code that was wrong or used: it can be tried again. */
const wrongCodes = new Set(['INVALID_CODE', 'INVALID_BACKUP_CODE', 'BAD_INPUT'])

/**
 * The second step of a sign-in, by a code of the app or a backup code; null when it has to begin again. Throws
 * `bad_input` at `code` for a wrong or used one, `limited` or `busy`.
 */
export async function verifySecondFactor(
  caller: Caller,
  { method, ...body }: { method: 'totp' | 'backup-code'; code: string; trustDevice: boolean },
): Promise<Headers | null> {
  const response = await callAuth(caller, `/two-factor/verify-${method}`, body)
  if (response.ok) return cookiesOf(response)
  const { code, message } = Refusal.parse(await response.json())
  if (wrongCodes.has(code)) {
    const sentence = code === 'BAD_INPUT' ? message : words.wrongCode
    throw new AppError('bad_input', undefined, { issues: [{ path: 'code', message: sentence }] })
  }
  if (response.status === 429 || response.status === 503)
    throw refuse(response, ...(refusals[response.status] ?? ['internal']))
  if (response.status >= 500) throw refuse(response, 'internal')
  return null
}

/** Too many tries are told by the same words for whatever was counted, with the time that is left. */
function refuse(response: Response, code: ErrorCode, message?: string): AppError {
  const wait = response.headers.get('retry-after') ?? response.headers.get('x-retry-after')
  const said = code === 'limited' && wait !== null ? tooManyTries(Number(wait)) : message
  return new AppError(code, said, {
    cause: `Better Auth answered ${response.status}`,
    ...(wait !== null && { retryAfter: Number(wait) }),
  })
}

/** Ends the session of a request and returns the headers that drop its cookie. */
export async function signOut(caller: Caller): Promise<Headers> {
  return cookiesOf(await callAuth(caller, '/sign-out', {}))
}

/**
 * Lets an admin act as another account: the headers with its session's cookie, beside which the admin's own is kept.
 * Throws `forbidden`, `not_found` or `conflict`.
 */
export async function impersonate(caller: Caller, userId: string): Promise<Headers> {
  const response = await callAuth(caller, '/admin/impersonate-user', { userId })
  if (response.ok) return cookiesOf(response)
  const { message } = Refusal.parse(await response.json())
  throw refuse(response, codeOf(response.status), message || undefined)
}

/** Leads back to the admin's own session, and says whether there still is one. Throws `conflict` for anybody else. */
export async function stopImpersonating(caller: Caller): Promise<{ headers: Headers; isBack: boolean }> {
  const response = await callAuth(caller, '/admin/stop-impersonating', {})
  if (response.ok) return { headers: cookiesOf(response), isBack: true }
  if (response.status === 401) return { headers: await signOut(caller), isBack: false }
  const { message } = Refusal.parse(await response.json())
  throw refuse(response, codeOf(response.status), message || undefined)
}

/** Through the same door as everybody, so that the same limits and hooks hold. */
function callAuth(
  { request, locals }: Caller,
  path: string,
  body: Record<string, string | boolean>,
): Promise<Response> {
  const [origin] = instance().address.origins
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.set('origin', origin)
  headers.delete('content-length')
  const call = new Request(`${origin}${BASE}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return answerAuth({ request: call, locals })
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return headers
}

/**
 * The address to sign in at, for a page that was opened by another: an https cookie would be refused there, and a
 * name that is not recorded is not answered. Null where signing in works. `openedAt` is an origin; a proxy that ends
 * TLS hands on the public name, so that name is taken as https.
 */
export function betterAddress(openedAt: string): string | null {
  const { address } = instance()
  const [origin] = address.origins
  const { host } = new URL(openedAt)
  if (hostOf(origin) === host) return null
  return origin.startsWith('https:') || !isKnownHost(host, address) ? origin : null
}
