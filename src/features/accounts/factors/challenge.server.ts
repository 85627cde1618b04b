import { and, eq, gt } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { verification } from '@/lib/server/schema/accounts'
import { readSignedCookie } from '@/lib/server/session'

/**
 * The account that a browser has given the right password for and owes a second factor, or null. Better Auth keeps it
 * as a row that the signed cookie `two_factor` names.
 */
export function findChallenged(headers: Headers, now = new Date()): string | null {
  const identifier = readSignedCookie(headers, 'two_factor')
  if (!identifier?.startsWith('2fa-')) return null
  const row = database()
    .select({ accountId: verification.value })
    .from(verification)
    .where(and(eq(verification.identifier, identifier), gt(verification.expiresAt, now)))
    .get()
  return row?.accountId ?? null
}
