import { isIP } from 'node:net'
import { getAuthenticatorName } from '@better-auth/passkey'
import { and, asc, count, eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { passkey } from '@/lib/server/schema/accounts'
import { recordFactorChange } from './factor-change.server'
import { assertProved } from '../proof.server'
import type { PasskeySummary } from './passkeys.schema'
import * as words from '../words/passkeys'

/** Why this instance cannot offer passkeys, or null where it can: a browser binds them to a name (WebAuthn, 5.1.2). */
export function findPasskeyObstacle(): string | null {
  const { protocol, hostname } = new URL(instance().address.origins[0])
  if (isIP(hostname.replaceAll(/[[\]]/g, '')) !== 0) return words.bareAddress
  if (protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')) return null
  return words.noHttps
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(actor: Actor): Promise<PasskeySummary[]> {
  const rows = database()
    .select()
    .from(passkey)
    .where(eq(passkey.userId, actor.accountId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id))
    .all()
  return rows.map(({ id, name, aaguid, createdAt }) => {
    const provider = getAuthenticatorName(aaguid ?? undefined) ?? null
    return {
      id,
      name: name ?? provider ?? words.unnamed,
      provider,
      addedAt: createdAt?.toISOString() ?? null,
    }
  })
}

/** All passkeys of the instance: what another public address would cost. */
export function countAllPasskeys(): number {
  return database().select({ count: count() }).from(passkey).get()?.count ?? 0
}

export async function countPasskeys(actor: Actor): Promise<number> {
  const [row] = database()
    .select({ count: count() })
    .from(passkey)
    .where(eq(passkey.userId, actor.accountId))
    .all()
  return row?.count ?? 0
}

/** Gives a passkey another name and returns its row. Throws `unproved`, `forbidden` or `not_found`. */
export async function renamePasskey(
  actor: Actor,
  { id, name }: { id: string; name: string },
  now = new Date(),
): Promise<typeof passkey.$inferSelect> {
  assertProved(actor, now)
  return transaction((tx) => {
    const renamed = tx.update(passkey).set({ name }).where(ownPasskey(actor, id)).returning().get()
    if (!renamed) throw new AppError('not_found')
    const details = { passkeyId: id, name }
    writeAudit(tx, { action: 'passkey.renamed', actor, subjectId: actor.accountId, details }, now)
    return renamed
  })
}

/** Takes a passkey away. Throws `unproved`, `forbidden` or `not_found`. */
export async function deletePasskey(actor: Actor, { id }: { id: string }, now = new Date()): Promise<void> {
  assertProved(actor, now)
  transaction((tx) => {
    const deleted = tx.delete(passkey).where(ownPasskey(actor, id)).returning({ name: passkey.name }).get()
    if (!deleted) throw new AppError('not_found')
    const details = { passkeyId: id, name: deleted.name }
    recordFactorChange(tx, actor, { event: 'passkey_deleted', action: 'passkey.deleted', details }, now)
  })
}

function ownPasskey(actor: Actor, id: string) {
  return and(eq(passkey.id, id), eq(passkey.userId, actor.accountId))
}
