import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../address'
import type { Config } from '../config'

/** The proxies whose word on a client counts: null trusts nobody. */
export type TrustedProxies = BlockList | null

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** RFC 1918, RFC 4193 and link-local addresses, beside loopback. */
const PRIVATE = [
  ...LOOPBACK,
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
]

const groups: Record<string, string[]> = { none: [], loopback: LOOPBACK, private: PRIVATE }

/** TRUSTED_PROXIES, or what it is when nothing is said: a proxy on this machine, while nobody else gets through to it. */
export function trustedProxies({
  HOST,
  TRUSTED_PROXIES,
}: Pick<Config, 'HOST' | 'TRUSTED_PROXIES'>): TrustedProxies {
  return parseTrustedProxies(TRUSTED_PROXIES ?? (isLoopback(HOST) ? 'loopback' : 'none'))
}

/** What TRUSTED_PROXIES lists: addresses, CIDR ranges, and names of groups. Throws for anything else. */
export function parseTrustedProxies(list: string): TrustedProxies {
  const ranges = list.split(',').flatMap((entry) => groups[entry.trim()] ?? [entry.trim()])
  if (ranges.length === 0) return null
  const trusted = new BlockList()
  for (const range of ranges) addRange(trusted, range)
  return trusted
}

function addRange(trusted: BlockList, range: string): void {
  const [address = '', prefix, ...rest] = range.split('/')
  const version = isIP(address)
  const bits = prefix === undefined ? (version === 6 ? 128 : 32) : Number(prefix)
  const isRange = version !== 0 && rest.length === 0 && (prefix === undefined || /^\d{1,3}$/.test(prefix))
  if (!isRange || bits > (version === 6 ? 128 : 32)) throw new Error(`${range} is no address and no range`)
  trusted.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4')
}

/** True when the peer of a connection is a proxy of the operator. */
export function isTrusted(peer: string, trusted: TrustedProxies): boolean {
  const address = normalizeAddress(peer)
  if (trusted === null || address === null) return false
  return trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/**
 * The client's address: the peer of the socket or, when that is a trusted proxy, the right-most address that it and
 * the proxies before it handed on and that is none of theirs. Whatever stands to the left of that was sent by the client.
 * Where `X-Forwarded-For` and `Forwarded` (RFC 7239) disagree, the client wrote one of them, and the peer counts.
 */
export function clientAddressOf(peer: string, headers: Headers, trusted: TrustedProxies): string {
  const own = normalizeAddress(peer) ?? peer
  if (!isTrusted(peer, trusted)) return own
  const chains = [xForwardedFor(headers), forwardedFor(headers)].filter((chain) => chain !== null)
  const [one = own, other = one] = chains.map((chain) => rightMost(chain, own, trusted))
  return one === other ? one : own
}

function rightMost(chain: string[], peer: string, trusted: TrustedProxies): string {
  let nearest = peer
  for (const hop of chain.toReversed()) {
    const address = normalizeAddress(withoutPort(hop))
    if (address === null) return nearest
    nearest = address
    if (!isTrusted(address, trusted)) return nearest
  }
  return nearest
}

function xForwardedFor(headers: Headers): string[] | null {
  return headers.get('x-forwarded-for')?.split(',') ?? null
}

function forwardedFor(headers: Headers): string[] | null {
  const elements = headers.get('forwarded')?.split(',')
  return elements?.map((element) => /(?:^|;)\s*for="?([^";]+)"?/i.exec(element)?.[1] ?? '') ?? null
}

function withoutPort(hop: string): string {
  const text = hop.trim()
  const [, inBrackets] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? []
  if (inBrackets !== undefined) return inBrackets
  return /^[\d.]+:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text
}

/** An address in one spelling, an IPv4 one that came over an IPv6 socket as what it is; null when it is none. */
export function normalizeAddress(text: string): string | null {
  const [address = ''] = text.split('%')
  if (isIP(address) === 4) return address
  if (isIP(address) !== 6) return null
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical)
  if (!mapped) return canonical
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * What a limit counts an address by: an IPv6 one by its first 64 bits, since one household or server has all of them
 * (RFC 6177, 2), an IPv4 one as it is.
 */
export function addressKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}
