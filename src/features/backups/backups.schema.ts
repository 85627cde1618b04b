import { z } from 'zod'
import { wholeNumber } from '@/lib/text'
import * as faults from './words/faults'

export const backupStates = ['waiting', 'running', 'verified', 'failed'] as const

/**
 * A backup as a list shows it. Times are ISO 8601 UTC, sizes bytes, `progress` goes from 0 to 1, `sha256` is hexadecimal.
 * `isThere` is false for one whose file is gone.
 */
export const Backup = z.object({
  id: z.string(),
  state: z.enum(backupStates),
  origin: z.enum(['account', 'schedule', 'command']),
  name: z.string(),
  folder: z.string(),
  isThere: z.boolean(),
  progress: z.number(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  schemaVersion: z.string().nullable(),
  rows: z.number().nullable(),
  reason: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type Backup = z.infer<typeof Backup>

export const ListBackups = z.strictObject({
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListBackups = z.output<typeof ListBackups>

/** What the page of backups is sent: one of its buttons. */
export const BackupAction = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('make') }),
  z.strictObject({ intent: z.literal('delete'), id: z.uuid(faults.noBackup) }),
])
