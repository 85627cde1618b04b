import { z } from 'zod'
import { auditActions } from '@/lib/audit-actions'
import { wholeNumber } from '@/lib/text'
import * as faults from './words/faults'

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
    faults.time,
  )
  .transform((text) => new Date(text))

const which = {
  actor: z.uuid(faults.actor).optional(),
  target: z.string().min(1).max(100).optional(),
  workspace: z.uuid(faults.workspace).optional(),
  action: z.enum(auditActions, faults.action).optional(),
  from: Time.optional(),
  to: Time.optional(),
}

/** Which entries of the audit log are wanted; `to` is the first moment that is not. */
export const ListAudit = z.strictObject({
  ...which,
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListAudit = z.output<typeof ListAudit>

/** The entries that a file is to hold. */
export const ExportAudit = z.strictObject({
  ...which,
  format: z.enum(['csv', 'jsonl'], { error: faults.format }).default('csv'),
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
