import { queueMail } from '@/features/mails/mails.server'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor } from '@/lib/actor'
import { writeAudit, type AuditEntry } from '@/lib/server/audit'
import type { Transaction } from '@/lib/server/db'
import { assertStill } from '../proof.server'
import { endSessions } from '../sessions.server'

type FactorEvent =
  'two_factor_enabled' | 'two_factor_disabled' | 'backup_codes_made' | 'passkey_added' | 'passkey_deleted'

/** A factor that changed: what the owner is told, and how it is written down. */
type FactorChange = {
  event: FactorEvent
  action: AuditAction
  details?: AuditEntry['details']
  keep?: string | null
}

/**
 * What every change of a factor does beside itself: other sessions, trusted devices and waiting sign-ins end, the owner
 * is told, and it is written down. `keep` is the session that stays, by default the actor's own.
 */
export function recordFactorChange(tx: Transaction, actor: Actor, change: FactorChange, now: Date): void {
  assertStill(actor, now)
  const { accountId, name, email: recipient } = actor
  endSessions(tx, accountId, change.keep ?? actor.session?.id)
  queueMail(tx, { kind: 'security_notice', recipient, accountId, name, event: change.event }, now)
  const { action, details = {} } = change
  writeAudit(tx, { action, actor, subjectId: accountId, details }, now)
}
