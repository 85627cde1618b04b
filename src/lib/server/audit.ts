import type { Actor } from '@/lib/actor'
import type { Transaction } from './db'
import { audit } from './schema/audit'

/** What was done, named `noun.verb`. */
export type AuditEntry = {
  action: string
  /** Who did it; null for a command of the operator, or a visitor. */
  actor: Pick<Actor, 'accountId' | 'session'> | null
  /** The id of what it was done to. */
  subjectId?: string
  workspaceId?: string
  details?: Record<string, string | number | boolean | null>
}

/** Writes down what a transaction does, inside it, so that neither stands without the other. */
export function writeAudit(tx: Transaction, entry: AuditEntry, now: Date): void {
  tx.insert(audit)
    .values({
      id: Bun.randomUUIDv7(),
      at: now,
      action: entry.action,
      actorId: entry.actor?.accountId ?? null,
      impersonatorId: entry.actor?.session?.impersonator?.id ?? null,
      subjectId: entry.subjectId ?? null,
      workspaceId: entry.workspaceId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .run()
}
