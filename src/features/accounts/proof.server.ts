import { and, eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { countGuess, forgiveGuesses } from '@/lib/server/limits/delays'
import { verifyPassword } from '@/lib/server/password'
import { account, session } from '@/lib/server/schema/accounts'
import { isProved } from '@/lib/server/proof'
import { isStillSignedIn } from '@/lib/server/session'
import * as faults from './words/faults'

/** For pages, which ask the library through a service. */
export { isProved }

/** For what changes a factor, the address or the password. Throws `forbidden` for an impersonator, else `unproved`. */
export function assertProved(actor: Actor, now = new Date()): void {
  assertSelf(actor)
  if (!isProved(actor, now)) throw new AppError('unproved')
}

/** Throws `forbidden` when an admin acts as this account: some things are a person's own. */
export function assertSelf(actor: Actor): void {
  if (actor.session?.impersonator) throw new AppError('forbidden', faults.personAlone)
}

/**
 * For the transaction that follows a wait, such as for a hash: throws `unauthenticated` when the session ended meanwhile,
 * by a reset or a change of a factor in another place.
 */
export function assertStill(actor: Actor, now = new Date()): void {
  if (!isStillSignedIn(actor, now)) throw new AppError('unauthenticated')
}

/**
 * Proves the session by the account's password and returns the actor as proved. Throws `forbidden` for an impersonator,
 * `bad_input` at `password`, `limited` or `busy`.
 */
export async function proveByPassword(actor: Actor, password: string, now = new Date()): Promise<Actor> {
  assertSelf(actor)
  await assertPassword(actor.accountId, password)
  if (!actor.session) return actor
  assertStill(actor, now)
  database().update(session).set({ provedAt: now }).where(eq(session.id, actor.session.id)).run()
  return { ...actor, session: { ...actor.session, provedAt: now.getTime() } }
}

/** Throws `bad_input` at `field` for a wrong password, `limited` while one has to wait after many. */
export async function assertPassword(accountId: string, password: string, field = 'password'): Promise<void> {
  const subject = `proof:${accountId}`
  countGuess(subject)
  const row = database()
    .select({ hash: account.password })
    .from(account)
    .where(and(eq(account.userId, accountId), eq(account.providerId, 'credential')))
    .get()
  const isRight = row?.hash != null && (await verifyPassword({ hash: row.hash, password }))
  if (!isRight) {
    throw new AppError('bad_input', undefined, {
      issues: [{ path: field, message: faults.wrongPassword }],
    })
  }
  transaction((tx) => forgiveGuesses(tx, subject))
}
