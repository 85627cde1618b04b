import { assertLimit, countTry } from '@/lib/server/limits/limits'
import { addressKey } from '@/lib/server/listen/client'

/** Counts one try from a client's address, together with its tries to sign in. Throws `limited`. */
export function countVisitor(address: string, now = new Date()): void {
  assertLimit('credential', addressKey(address), now.getTime())
}

/** False once an account was sent five messages of a kind within an hour. A stranger is not told. */
export function mayWriteTo(accountId: string, kind: string, now = new Date()): boolean {
  return countTry('mail', `${kind}:${accountId}`, now.getTime())?.standing.allowed ?? true
}
