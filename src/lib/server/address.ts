import { isIP } from 'node:net'
import type { Identity } from '@/lib/identity'
import type { Config } from './config'

/** Where people find this instance: what links are built from, and which names it answers to. */
export type PublicAddress = {
  /** At least one; links, redirects and cookies use the first. */
  origins: [string, ...string[]]
  /** While there is no admin and no recorded address, every name is answered: the set-up page is to be found. */
  open: boolean
}

const HOST = /^(?<name>[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** True for a loopback name or a literal address: DNS rebinding needs a name, so these are always answered. */
function isLiteralHost(host: string): boolean {
  const name = HOST.exec(host)?.groups?.['name']?.toLowerCase()
  if (name === undefined) return false
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}

/** The host, with its port, of an origin as `new URL` writes it. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2)
}

/** True when a request for this `Host` is for this instance. An origin's own port may be said or left out. */
export function isKnownHost(host: string, { origins, open }: PublicAddress): boolean {
  if (!HOST.test(host)) return false
  return open || origins.some((origin) => isHostOf(host.toLowerCase(), origin)) || isLiteralHost(host)
}

function isHostOf(host: string, origin: string): boolean {
  const usual = origin.startsWith('https:') ? ':443' : ':80'
  return hostOf(origin) === host || `${hostOf(origin)}${usual}` === host
}

/**
 * True when a page of this instance sent the request: its `Origin` is one of the public ones, or, for a literal
 * address, the very host that the request was sent to.
 */
export function isOwnOrigin(origin: string, host: string, { origins, open }: PublicAddress): boolean {
  if (origins.includes(origin)) return true
  return (open || isLiteralHost(host)) && URL.parse(origin)?.host === host.toLowerCase()
}

/** True for a HOST that only this machine gets through to. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** The address that a server with this environment is found at from its own machine. */
export function listeningOrigin({ HOST, TLS_CERT }: Pick<Config, 'HOST' | 'TLS_CERT'>, port: number): string {
  const isHere = isLoopback(HOST) || HOST === '0.0.0.0' || HOST === '::'
  const name = HOST.includes(':') ? `[${HOST}]` : HOST
  return `${TLS_CERT === undefined ? 'http' : 'https'}://${isHere ? 'localhost' : name}:${port}`
}

/** The header by which the listener tells Better Auth the client's address; a client's own copy is dropped. */
export function clientAddressHeader({ headerPrefix }: Identity): string {
  return `${headerPrefix}-client-address`
}

/** Under /api/ every answer is JSON; elsewhere people read. */
export function isApiPath(pathname: string): boolean {
  return pathname.startsWith('/api/')
}

/** Under /api/auth/ every answer has the shape that Better Auth's client reads. */
export function isAuthPath(pathname: string): boolean {
  return pathname.startsWith('/api/auth/')
}
