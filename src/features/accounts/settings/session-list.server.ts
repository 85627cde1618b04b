import { and, count, desc, eq, gt, ne } from 'drizzle-orm'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { session } from '@/lib/server/schema/accounts'
import { sessionAges } from '@/lib/server/session'
import { nameDevice } from './device-name.server'
import { assertSelf } from '../proof.server'
import { endSessions } from '../sessions.server'
import * as faults from '../words/settings-faults'
import * as words from '../words/settings'

/** A session as its owner sees it: never with its token. Times are ISO 8601. */
export type OwnSession = {
  id: string
  device: string
  address: string | null
  signedInAt: string
  usedAt: string
  /** When it ends if it is not used again. */
  endsAt: string
  isThis: boolean
  /** True while an admin of the instance acts as this person. */
  isImpersonation: boolean
}

/** The sessions that still work, this one first, then by their last use. */
export async function listSessions(actor: Actor, now = new Date()): Promise<OwnSession[]> {
  const rows = database()
    .select({
      id: session.id,
      userAgent: session.userAgent,
      address: session.ipAddress,
      createdAt: session.createdAt,
      updatedAt: session.updatedAt,
      expiresAt: session.expiresAt,
      impersonatedBy: session.impersonatedBy,
    })
    .from(session)
    .where(
      and(
        eq(session.userId, actor.accountId),
        gt(session.expiresAt, now),
        gt(session.createdAt, new Date(now.getTime() - sessionAges.most)),
      ),
    )
    .orderBy(desc(session.updatedAt))
    .all()
  return rows
    .map((row) => ({
      id: row.id,
      device: nameDevice(row.userAgent) ?? words.unknownDevice,
      address: row.address || null,
      signedInAt: row.createdAt.toISOString(),
      usedAt: row.updatedAt.toISOString(),
      endsAt: row.expiresAt.toISOString(),
      isThis: row.id === actor.session?.id,
      isImpersonation: row.impersonatedBy !== null,
    }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis))
}

/** Ends one other session of one's own. Throws `forbidden`, or `conflict` for the one in use and for none of one's own. */
export async function revokeSession(actor: Actor, id: string, now = new Date()): Promise<void> {
  assertSelf(actor)
  if (id === actor.session?.id) throw new AppError('conflict', faults.ownSession)
  transaction((tx) => {
    const ended = tx
      .delete(session)
      .where(and(eq(session.id, id), eq(session.userId, actor.accountId)))
      .returning({ id: session.id })
      .get()
    if (!ended) throw new AppError('conflict', faults.sessionHasEnded)
    writeAudit(tx, { action: 'session.revoked', actor, subjectId: actor.accountId }, now)
  })
}

/** Ends all sessions but this one, and no device is trusted any more. Throws `forbidden` for an impersonator. */
export async function revokeOtherSessions(actor: Actor, now = new Date()): Promise<void> {
  revoke(actor, 'session.others_revoked', actor.session?.id ?? '', now)
}

/** The same with the one in use. */
export async function revokeAllSessions(actor: Actor, now = new Date()): Promise<void> {
  revoke(actor, 'session.all_revoked', '', now)
}

function revoke(actor: Actor, action: AuditAction, keep: string, now: Date): void {
  assertSelf(actor)
  transaction((tx) => {
    const ended = tx
      .select({ count: count() })
      .from(session)
      .where(and(eq(session.userId, actor.accountId), ne(session.id, keep)))
      .get()
    endSessions(tx, actor.accountId, keep)
    const details = { sessions: ended?.count ?? 0 }
    writeAudit(tx, { action, actor, subjectId: actor.accountId, details }, now)
  })
}
