import { eq, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import type { AuditAction } from '@/lib/audit-actions'
import { prepared, type Transaction } from './db'
import { instance } from './instance'
import { currentRequest } from './request-scope'
import { user } from './schema/accounts'
import { audit, auditValues } from './schema/audit'

export type AuditEntry = {
  action: AuditAction
  /** Who did it; null for a command of the operator, or a visitor. */
  actor: Pick<Actor, 'accountId' | 'session'> | null
  /** The id of what it was done to. */
  subjectId?: string
  workspaceId?: string
  details?: Record<string, string | number | boolean | null>
}

/**
 * Writes down what a transaction does, inside it, so that neither stands without the other. From where is taken from the
 * request that it is done for; the names are those of the moment.
 */
export function writeAudit(tx: Transaction, entry: AuditEntry, now: Date): void {
  const id = Bun.randomUUIDv7()
  const request = currentRequest()
  const { actor, subjectId = null } = entry
  tx.insert(audit)
    .values({
      id,
      at: now,
      action: entry.action,
      source: request ? 'web' : instance().isCommand ? 'command' : 'job',
      actorId: actor?.accountId ?? null,
      impersonatorId: actor?.session?.impersonator?.id ?? null,
      subjectId,
      workspaceId: entry.workspaceId ?? null,
    })
    .run()
  tx.insert(auditValues)
    .values({
      auditId: id,
      address: request?.address() ?? null,
      requestId: request?.requestId ?? null,
      actor: nameOf(actor?.accountId ?? null),
      subject: subjectId === actor?.accountId ? null : nameOf(subjectId),
      details: JSON.stringify(entry.details ?? {}),
    })
    .run()
}

/** Deletes what the log says of a person, by whom or to whom it was. The rows stay, with ids that lead nowhere. */
export function eraseFromAudit(tx: Transaction, accountId: string): number {
  const theirs = tx
    .select({ id: audit.id })
    .from(audit)
    .where(
      or(eq(audit.actorId, accountId), eq(audit.subjectId, accountId), eq(audit.impersonatorId, accountId)),
    )
  const erased = tx.delete(auditValues).where(inArray(auditValues.auditId, theirs))
  return erased.returning({ id: auditValues.auditId }).all().length
}

const selectName = prepared((db) =>
  db
    .select({ name: user.name })
    .from(user)
    .where(eq(user.id, sql.placeholder('id')))
    .prepare(),
)

function nameOf(id: string | null): string | null {
  return id === null ? null : (selectName().get({ id })?.name ?? null)
}
