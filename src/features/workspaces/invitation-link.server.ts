import { timingSafeEqual } from 'node:crypto'
import { instance } from '@/lib/server/instance'

/** How a link reached whoever holds it: only one that came by mail shows that the address is theirs. */
export const linkChannels = ['mail', 'copy'] as const
export type LinkChannel = (typeof linkChannels)[number]

/** An invitation as far as its links depend on it: a new number ends the older ones. */
type Linked = { id: string; linkNumber: number }

/**
 * The path of an invitation's page. The token is not stored: it is made from the instance's secret, so that the link can
 * be copied for as long as the invitation is open, and the file alone does not hold it.
 */
export function writeLink(invitation: Linked, channel: LinkChannel): string {
  return `/invitations/${invitation.id}.${sign(invitation, channel).toString('base64url')}`
}

/** The two halves of a link, or null for anything else. */
export function readLink(link: string): { id: string; token: string } | null {
  const [, id, token] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(link) ?? []
  return id !== undefined && token !== undefined ? { id, token } : null
}

/** The way that a token was handed out, or null when it is not of this invitation's newest link. */
export function findChannel(invitation: Linked, token: string): LinkChannel | null {
  const given = Buffer.from(token, 'base64url')
  return linkChannels.find((channel) => isSame(given, sign(invitation, channel))) ?? null
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function sign({ id, linkNumber }: Linked, channel: LinkChannel): Buffer {
  const hmac = new Bun.CryptoHasher('sha256', `invitation:${instance().secret}`)
  return hmac.update(`invitation:${id}:${linkNumber}:${channel}`).digest()
}
