import { eq } from 'drizzle-orm'
import { writeAudit } from '@/lib/server/audit'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { actOn, assertNotLastAdmin, assertOther, auditor, type Admin } from './admin-act.server'
import type { BanAccount } from './admin.schema'
import { endSessions } from '../sessions.server'
import * as faults from '../words/admin-faults'

/**
 * Shuts an account out, with a reason and an end or none, and ends its sessions. Banning again changes both. Throws
 * `forbidden`, `not_found`, `bad_input` at `until` for an end that is past, or `conflict` for oneself and the last admin.
 */
export async function banAccount(
  by: Admin,
  accountId: string,
  { reason, until }: BanAccount,
  now = new Date(),
): Promise<void> {
  if (until !== null && until <= now) {
    const issues = [{ path: 'until', message: faults.dayIsOver }]
    throw new AppError('bad_input', undefined, { issues })
  }
  actOn(by, accountId, (tx, target) => {
    assertNotLastAdmin(tx, target)
    assertOther(by, target, faults.banOneself)
    tx.update(user)
      .set({ banned: true, banReason: reason || null, banExpires: until, updatedAt: now })
      .where(eq(user.id, accountId))
      .run()
    endSessions(tx, accountId)
    const details = { reason, until: until?.toISOString() ?? null }
    writeAudit(tx, { action: 'account.banned', actor: auditor(by), subjectId: accountId, details }, now)
  })
}

/** Lets an account in again. False when it was not banned. Throws `forbidden` or `not_found`. */
export async function unbanAccount(by: Admin, accountId: string, now = new Date()): Promise<boolean> {
  return actOn(by, accountId, (tx, target) => {
    if (!target.banned) return false
    tx.update(user)
      .set({ banned: false, banReason: null, banExpires: null, updatedAt: now })
      .where(eq(user.id, accountId))
      .run()
    writeAudit(tx, { action: 'account.unbanned', actor: auditor(by), subjectId: accountId }, now)
    return true
  })
}
