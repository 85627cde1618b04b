import { isShown, type ShownAnnouncement } from '@/lib/announcement'
import { readCookies } from './cookies'
import { findAnnouncement } from './in-force'
import { instance } from './instance'
import { describeError, log } from './log'

/** For how long a browser remembers what was put away, in seconds. */
const YEAR = 365 * 24 * 60 * 60

/**
 * What the admins tell everybody at the moment; a visitor reads only what is meant for the sign-in page. Null for a browser
 * that has put away this very text. A page is there all the same when it cannot be read.
 */
export function findShown(headers: Headers, isVisitor: boolean, now = new Date()): ShownAnnouncement | null {
  try {
    const announcement = findAnnouncement()
    if (!announcement || !isShown(announcement, now) || (isVisitor && !announcement.onSignIn)) return null
    const { text, kind } = announcement
    const token = tokenOf(text)
    return readCookies(headers).get(cookieName()) === token ? null : { text, kind, token }
  } catch (error) {
    log('error', 'the announcement could not be read', { error: describeError(error) })
    return null
  }
}

/** The `Set-Cookie` by which a browser puts a text away. */
export function putAway(token: string): string {
  const isSecure = instance().address.origins[0].startsWith('https:')
  const secure = isSecure ? '; Secure' : ''
  return `${cookieName()}=${token}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax${secure}`
}

function cookieName(): string {
  return `${instance().identity.cookiePrefix}.announcement`
}

/** Tells texts apart, and says nothing of them. */
function tokenOf(text: string): string {
  return new Bun.CryptoHasher('sha256').update(text).digest('hex').slice(0, 16)
}
