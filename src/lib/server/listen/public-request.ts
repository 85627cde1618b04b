import { clientAddressHeader, hostOf, isOwnOrigin } from '../address'
import { instance } from '../instance'

/** What proxies and clients say of where a request came from and went to. Nothing behind the listener may believe it. */
const HEARSAY = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'x-real-ip',
  'via',
  'cf-connecting-ip',
  'true-client-ip',
]

/** Those of them that a request carries: any says that it was forwarded, or that the client pretends so. */
export function findHearsay(headers: Headers): string[] {
  return HEARSAY.filter((name) => headers.has(name))
}

/**
 * The request as if it had come to the public address, without its hearsay, so that nothing behind the listener ever sees
 * another.
 */
export function toPublic(request: Request, url: URL, host: string, hearsay: string[]): Request {
  const { address, identity } = instance()
  const [origin] = address.origins
  const isThere = url.origin === origin
  const next = isThere ? request : new Request(`${origin}${url.pathname}${url.search}`, request)
  const { headers } = next
  for (const name of hearsay) headers.delete(name)
  headers.delete(clientAddressHeader(identity))
  if (!isThere) headers.set('host', hostOf(origin))
  const sentBy = headers.get('origin')
  if (sentBy !== null && isOwnOrigin(sentBy, host, address)) headers.set('origin', origin)
  return next
}
