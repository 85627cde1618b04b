import { countAttempt } from '@/lib/server/attempts'
import { AppError } from '@/lib/server/errors'

/** What somebody who is not signed in can do too often. */
type Deed = 'sign-up' | 'forgot' | 'resend' | 'reset' | 'verify'

const MINUTE = 60_000

/** Enough for an office behind one address, and for somebody who mistypes. */
const byVisitor = { max: 20, windowMs: 10 * MINUTE }

/** Strangers can have messages written to an address: this many of a kind reach it. */
const byAccount = { max: 5, windowMs: 60 * MINUTE }

/** Counts one try from a client's address. Throws `limited` after twenty within ten minutes. */
export function countVisitor(deed: Deed, address: string, now = new Date()): void {
  countAttempt(`${deed}:${networkOf(address)}`, byVisitor, now.getTime())
}

/** False once an account was sent five messages of a kind within an hour. A stranger is not told. */
export function mayWriteTo(accountId: string, kind: string, now = new Date()): boolean {
  try {
    countAttempt(`mail:${kind}:${accountId}`, byAccount, now.getTime())
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** An IPv6 address counts by its /64, which one household or server has to itself. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...gap, ...right].slice(0, 4).join(':')
}
