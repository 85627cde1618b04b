import { clientAddressHeader, hostOf, isKnownHost } from '../address'
import { auth, openAuthPaths } from '../auth'
import { AppError, type ErrorCode } from '../errors'
import { instance } from '../instance'
import { readBytes } from './body'

const BASE = '/api/auth'

/** A page or an endpoint's context: what the door needs to know of a request. */
type Caller = { request: Request; locals: Pick<App.Locals, 'clientAddress'> }

/** Better Auth's answer to a request under /api/auth. Every failure has its shape: `code` and `message`. */
export async function answerAuth({ request, locals }: Caller): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!openAuthPaths.includes(pathname.slice(BASE.length))) {
    return Response.json({ code: 'NOT_FOUND', message: 'This is not served here.' }, { status: 404 })
  }
  try {
    const body = request.body && (await readBytes(request))
    const { url, method } = request
    const headers = new Headers(request.headers)
    headers.set(clientAddressHeader(instance().identity), locals.clientAddress())
    const response = await auth().handler(new Request(url, { method, headers, body }))
    if (response.status < 500 || response.headers.get('content-type')?.startsWith('application/json'))
      return response
    throw new AppError('internal', undefined, { cause: `Better Auth answered ${response.status}` })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Response.json({ code: error.code.toUpperCase(), message: error.message }, { status: error.status })
  }
}

/** What a page says when signing in did not work. Unknown addresses and wrong passwords are not told apart. */
const refusals: Record<number, [code: ErrorCode, message?: string]> = {
  400: ['unauthenticated', 'The address or the password is not right.'],
  401: ['unauthenticated', 'The address or the password is not right.'],
  403: ['forbidden', 'This account may not sign in. Ask an admin of the instance.'],
  429: ['limited', 'Too many tries. Wait a minute, then try again.'],
  503: ['busy'],
}

/**
 * Signs in for a page that works without JavaScript and returns the headers with the session's cookie. Throws
 * `unauthenticated`, `forbidden` for a banned account, `limited` after too many tries, or `busy`.
 */
export async function signIn(
  caller: Caller,
  credentials: { email: string; password: string },
): Promise<Headers> {
  const response = await callAuth(caller, '/sign-in/email', credentials)
  if (response.ok) return cookiesOf(response)
  const [code, message] = refusals[response.status] ?? ['internal']
  const wait = response.headers.get('retry-after') ?? response.headers.get('x-retry-after')
  throw new AppError(code, message, {
    cause: `sign-in answered ${response.status}`,
    ...(wait !== null && { retryAfter: Number(wait) }),
  })
}

/** Ends the session of a request and returns the headers that drop its cookie. */
export async function signOut(caller: Caller): Promise<Headers> {
  return cookiesOf(await callAuth(caller, '/sign-out', {}))
}

/** Through the same door as everybody, so that the same limits and hooks hold. */
function callAuth(
  { request, locals }: Caller,
  path: string,
  body: Record<string, string>,
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
