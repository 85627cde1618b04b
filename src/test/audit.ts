import { asc, eq } from 'drizzle-orm'
import type { AuditAction } from '@/lib/audit-actions'
import { database } from '@/lib/server/db'
import { audit, auditValues } from '@/lib/server/schema/audit'

/** The audit log with what it says of people, in the order in which it was written; of one action, or all of it. */
export function auditRows(action?: AuditAction) {
  return database()
    .select()
    .from(audit)
    .leftJoin(auditValues, eq(auditValues.auditId, audit.id))
    .where(action && eq(audit.action, action))
    .orderBy(asc(audit.id))
    .all()
    .map(({ audit: row, audit_values: values }) => ({ ...row, ...values }))
}
