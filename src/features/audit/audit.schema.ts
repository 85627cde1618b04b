import { z } from 'zod'
import { auditActions, type AuditAction } from '@/lib/audit-actions'
import { wholeNumber } from '@/lib/text'

export const auditActionNames = Object.keys(auditActions).filter(isAuditAction)

function isAuditAction(name: string): name is AuditAction {
  return Object.hasOwn(auditActions, name)
}

/** A day, or a moment with its zone: nothing that would be read differently elsewhere. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

/** 31 February would be read as a day in March. */
function isDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

const Time = z
  .string()
  .refine(
    (text) => TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
    'Write a time as 2026-01-31 or 2026-01-31T12:00:00Z.',
  )
  .transform((text) => new Date(text))

const which = {
  actor: z.uuid('This must be the id of an account.').optional(),
  target: z.string().min(1).max(100).optional(),
  workspace: z.uuid('This must be the id of a workspace.').optional(),
  action: z
    .enum(auditActionNames, 'This is no action that is written down. One is account.signed_in.')
    .optional(),
  from: Time.optional(),
  to: Time.optional(),
}

/** Which entries of the audit log are wanted; `to` is the first moment that is not. */
export const ListAudit = z.strictObject({
  ...which,
  limit: wholeNumber('The limit', { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, 'This cursor is not of this list. Start again without one.').optional(),
})
export type ListAudit = z.output<typeof ListAudit>

/** The entries that a file is to hold. */
export const ExportAudit = z.strictObject({
  ...which,
  format: z.enum(['csv', 'jsonl'], { error: 'The format must be "csv" or "jsonl".' }).default('csv'),
})
export type ExportAudit = z.output<typeof ExportAudit>

/** One thing that was done. What it says of people is null once that was erased. */
export type AuditItem = {
  id: string
  at: string
  action: string
  source: 'web' | 'command' | 'job'
  actorId: string | null
  actor: string | null
  impersonatorId: string | null
  targetId: string | null
  target: string | null
  workspaceId: string | null
  address: string | null
  requestId: string | null
  details: Record<string, unknown> | null
}
