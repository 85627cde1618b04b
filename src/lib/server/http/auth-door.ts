import { auth, openAuthPaths } from '../auth'
import { AppError } from '../errors'
import { instance } from '../instance'

const BASE = '/api/auth'

/** Better Auth's answer to a request under /api/auth, in its own shape; 404 for what is not open. */
export async function answerAuth(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (openAuthPaths.includes(pathname.slice(BASE.length))) return auth().handler(request)
  return Response.json({ code: 'NOT_FOUND', message: 'This is not served here.' }, { status: 404 })
}

/**
 * Signs in for a page that works without JavaScript and returns the headers with the session's cookie. Throws
 * `unauthenticated` with the same sentence for an unknown address and a wrong password, `limited` after too many tries.
 */
export async function signIn(
  request: Request,
  credentials: { email: string; password: string },
): Promise<Headers> {
  const response = await callAuth(request, '/sign-in/email', credentials)
  if (response.ok) return cookiesOf(response)
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after') ?? 60)
    throw new AppError('limited', `Too many tries. Wait ${seconds} seconds, then try again.`, {
      retryAfter: seconds,
    })
  }
  if (response.status === 401)
    throw new AppError('unauthenticated', 'The address or the password is not right.')
  throw new AppError('internal', undefined, { cause: `sign-in answered ${response.status}` })
}

/** Ends the session of a request and returns the headers that drop its cookie. */
export async function signOut(request: Request): Promise<Headers> {
  return cookiesOf(await callAuth(request, '/sign-out', {}))
}

/** Through the same door as everybody, so that the same limits and hooks hold. */
function callAuth(request: Request, path: string, body: Record<string, string>): Promise<Response> {
  const [origin] = instance().address.origins
  const headers = new Headers(request.headers)
  headers.set('content-type', 'application/json')
  headers.set('origin', origin)
  headers.delete('content-length')
  return answerAuth(
    new Request(`${origin}${BASE}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  )
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers()
  for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
  return headers
}

/**
 * The https address to sign in at, for a page that was opened by another way: its cookie would be refused there.
 * Null where signing in works. A proxy that ends TLS hands on the public name, so that name is taken as https.
 */
export function secureAddress(openedAt: string): string | null {
  const [origin] = instance().address.origins
  const isSame = new URL(origin).host === new URL(openedAt).host
  return origin.startsWith('https:') && !isSame && !openedAt.startsWith('https:') ? origin : null
}
