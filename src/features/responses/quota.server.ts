import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { firstRow } from '@/lib/server/first-row'
import { addVisit } from './visits.server'

const MIB = 1024 * 1024

/**
 * The most that strangers may add in a day (UTC): to one form, in responses and in bytes, and to all forms together, in bytes. What is
 * in quarantine counts too: it takes room like everything else.
 */
export const quotas = { formResponses: 10_000, formBytes: 100 * MIB, allBytes: 500 * MIB } as const

/** Counts a response of so many bytes in the transaction that keeps it; false, and nothing is counted, when it is too much. */
export function useQuota(tx: Transaction, formSeq: number, bytes: number, now: Date): boolean {
  const today = now.toISOString().slice(0, 10)
  const row = firstRow<{ responses: number; bytes: number; all: number }>(
    tx,
    sql`SELECT
      coalesce(sum(count) FILTER (WHERE form_seq = ${formSeq} AND counter = 'taken'), 0) AS responses,
      coalesce(sum(count) FILTER (WHERE form_seq = ${formSeq} AND counter = 'bytes'), 0) AS bytes,
      coalesce(sum(count) FILTER (WHERE counter = 'bytes'), 0) AS "all"
    FROM form_days WHERE day = ${today} AND counter IN ('taken', 'bytes')`,
  )
  const used = row ?? { responses: 0, bytes: 0, all: 0 }
  const isTooMuch =
    used.responses >= quotas.formResponses ||
    used.bytes + bytes > quotas.formBytes ||
    used.all + bytes > quotas.allBytes
  if (isTooMuch) return false
  addVisit(tx, formSeq, 'taken', now)
  addVisit(tx, formSeq, 'bytes', now, bytes)
  return true
}
