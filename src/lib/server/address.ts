import { isIP } from 'node:net'
import type { Identity } from '@/lib/identity'

/** Where people find this instance: what links are built from, and which names it answers to. */
export type PublicAddress = {
  /** At least one; links, redirects and cookies use the first. */
  origins: [string, ...string[]]
  /** While there is no admin and no recorded address, every name is answered: the set-up page is to be found. */
  open: boolean
}

/** The host of a `Host` header without its port, in lower case; undefined when it is no host at all. */
function hostname(host: string): string | undefined {
  return URL.parse(`http://${host}`)?.hostname
}

/** True for a loopback name or a literal address: DNS rebinding needs a name, so these are always answered. */
export function isLiteralHost(host: string): boolean {
  const name = hostname(host)
  if (name === undefined) return false
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}

/** The host, with its port, of an origin as `new URL` writes it. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2)
}

/** True when a request for this `Host` is for this instance. */
export function isKnownHost(host: string, { origins, open }: PublicAddress): boolean {
  return open || origins.some((origin) => hostOf(origin) === host.toLowerCase()) || isLiteralHost(host)
}

/**
 * True when a page of this instance sent the request: its `Origin` is one of the public ones, or, for a literal
 * address, the very host that the request was sent to.
 */
export function isOwnOrigin(origin: string, host: string, { origins, open }: PublicAddress): boolean {
  if (origins.includes(origin)) return true
  return (open || isLiteralHost(host)) && URL.parse(origin)?.host === host.toLowerCase()
}

/** The header by which the listener tells Better Auth the client's address; a client's own copy is dropped. */
export function clientAddressHeader({ headerPrefix }: Identity): string {
  return `${headerPrefix}-client-address`
}
