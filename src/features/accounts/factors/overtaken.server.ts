import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { AuthCall } from '@/lib/feature'
import { prepared, type Transaction } from '@/lib/server/db'
import { passkey, session, user } from '@/lib/server/schema/accounts'
import { dropTrust } from '../sessions.server'
import { findChallenged } from './challenge.server'
import { UsePasskey } from './passkeys.schema'

/** Whom a call would sign in, and when all their sessions were last ended. */
type Moment = { accountId: string; endedAt: number | null }

/** From before to after one call: between the two it reads a factor, checks it, and makes a session. */
const moments = new WeakMap<Headers, Moment>()

const Address = z.object({ email: z.string() })

/** The address that a password is given for, as it is kept. */
export function readAddress(body: unknown): string | null {
  return Address.safeParse(body).data?.email.toLowerCase() ?? null
}

/** Before a sign-in reads anything: how things stood with the account it is for. */
export function rememberMoment(call: AuthCall): void {
  const moment = findMoment(call)
  if (moment) moments.set(call.headers, moment)
}

/** The account that a call would sign in, if there is one. */
export function findMoment({ path, headers, body }: AuthCall): Moment | undefined {
  if (path === '/sign-in/email') return selectByEmail().get({ email: readAddress(body) ?? '' })
  if (path === '/passkey/verify-authentication')
    return selectByPasskey().get({ credential: UsePasskey.safeParse(body).data?.response.id ?? '' })
  return selectById().get({ id: findChallenged(headers) ?? '' })
}

const columns = {
  accountId: user.id,
  // The number itself: two ends within a millisecond differ, too.
  endedAt: sql<number | null>`${user.sessionsEndedAt}`,
}

const selectByEmail = prepared((db) =>
  db
    .select(columns)
    .from(user)
    .where(eq(user.email, sql.placeholder('email')))
    .prepare(),
)

const selectByPasskey = prepared((db) =>
  db
    .select(columns)
    .from(passkey)
    .innerJoin(user, eq(user.id, passkey.userId))
    .where(eq(passkey.credentialID, sql.placeholder('credential')))
    .prepare(),
)

const selectById = prepared((db) =>
  db
    .select(columns)
    .from(user)
    .where(eq(user.id, sql.placeholder('id')))
    .prepare(),
)

/**
 * After a sign-in: true when all sessions of the account were ended while it was under way, so that what it checked is
 * proven no more. Then what it made is taken back: the session, or the wait for a second factor, and a device's trust.
 */
export function takeBackOvertaken(
  tx: Transaction,
  { headers }: AuthCall,
  made: { accountId: string | null; sessionId: string | null },
): boolean {
  const moment = moments.get(headers)
  const accountId = made.accountId ?? moment?.accountId ?? ''
  const now = tx.select(columns).from(user).where(eq(user.id, accountId)).get()
  if (moment && now && moment.accountId === accountId && moment.endedAt === now.endedAt) return false
  if (made.sessionId !== null) tx.delete(session).where(eq(session.id, made.sessionId)).run()
  // All of the account's: its older ones are gone already, and one that came just now begins again.
  dropTrust(tx, accountId)
  return true
}
