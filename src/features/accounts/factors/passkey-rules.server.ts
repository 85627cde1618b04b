import { eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import type { AuthCall, AuthOutcome } from '@/lib/feature'
import { database, transaction } from '@/lib/server/db'
import { AppError, badInput } from '@/lib/server/errors'
import { passkey, session } from '@/lib/server/schema/accounts'
import { isStillSignedIn } from '@/lib/server/session'
import { recordFactorChange } from './factor-change.server'
import { AddPasskey, UsePasskey } from './passkeys.schema'
import { assertProved, assertSelf } from '../proof.server'
import * as words from '../words/passkeys'

/** From before to after one call: who adds a passkey. */
const registering = new WeakMap<Headers, Actor>()

/** Before a new passkey: by the person alone, and freshly proved. Throws `unauthenticated`, `unproved`, `forbidden`. */
export function guardRegistration({ actor, path, body, headers }: AuthCall, now = new Date()): void {
  if (!actor) throw new AppError('unauthenticated')
  assertProved(actor, now)
  if (path !== '/passkey/verify-registration') return
  const parsed = AddPasskey.safeParse(body)
  if (!parsed.success) throw badInput(parsed.error)
  registering.set(headers, actor)
}

/**
 * After it was added: the same that every change of a factor does. Throws `unauthenticated`, and takes the passkey back,
 * when the session ended while it was checked.
 */
export function recordRegistration(
  { body, headers }: AuthCall,
  outcome: AuthOutcome,
  now = new Date(),
): void {
  const { name = null, response } = AddPasskey.safeParse(body).data ?? {}
  const actor = registering.get(headers)
  if (!actor || !isStillSignedIn(actor, now)) {
    takeBack(response?.id ?? '', outcome.sessionId ?? '')
    throw new AppError('unauthenticated')
  }
  const keep = outcome.sessionId
  transaction((tx) =>
    recordFactorChange(
      tx,
      actor,
      { event: 'passkey_added', action: 'passkey.added', details: { name }, keep },
      now,
    ),
  )
}

function takeBack(credentialID: string, sessionId: string): void {
  transaction((tx) => {
    tx.delete(passkey).where(eq(passkey.credentialID, credentialID)).run()
    tx.delete(session).where(eq(session.id, sessionId)).run()
  })
}

/**
 * Before a passkey is used: whoever is signed in proves that it is them, so another person's passkey must not change who
 * they are without a word. Throws `forbidden`.
 */
export function guardPasskeyUse({ actor, body }: AuthCall): void {
  if (!actor) return
  assertSelf(actor)
  const id = UsePasskey.safeParse(body).data?.response.id ?? ''
  const row = database()
    .select({ accountId: passkey.userId })
    .from(passkey)
    .where(eq(passkey.credentialID, id))
    .get()
  if (row && row.accountId !== actor.accountId) throw new AppError('forbidden', words.ofAnother)
}
