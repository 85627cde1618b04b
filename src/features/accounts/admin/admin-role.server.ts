import { and, eq, isNotNull } from 'drizzle-orm'
import { writeAudit } from '@/lib/server/audit'
import { session, user } from '@/lib/server/schema/accounts'
import { actOn, assertNotLastAdmin, auditor, type Admin } from './admin-act.server'
import type { InstanceRole } from './admin.schema'

/**
 * Makes an account an admin of the instance, or no longer one. What somebody opened as another account ends with either.
 * False when it was so already. Throws `forbidden`, `not_found`, or `conflict` for the last admin.
 */
export async function setRole(
  by: Admin,
  accountId: string,
  role: InstanceRole,
  now = new Date(),
): Promise<boolean> {
  return actOn(by, accountId, (tx, target) => {
    if ((target.role === 'admin') === (role === 'admin')) return false
    if (role === 'user') assertNotLastAdmin(tx, target)
    tx.update(user).set({ role, updatedAt: now }).where(eq(user.id, accountId)).run()
    // Nobody acts as an admin, and only an admin acts as somebody.
    tx.delete(session)
      .where(
        role === 'admin'
          ? and(eq(session.userId, accountId), isNotNull(session.impersonatedBy))
          : eq(session.impersonatedBy, accountId),
      )
      .run()
    const entry = { action: 'account.role_changed', actor: auditor(by), subjectId: accountId } as const
    writeAudit(tx, { ...entry, details: { role } }, now)
    return true
  })
}
