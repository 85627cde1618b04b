import { sql } from 'drizzle-orm'
import type { Transaction } from '@/lib/server/db'
import { firstRow } from '@/lib/server/first-row'
import { addVisit } from './visits.server'

const MIB = 1024 * 1024

/**
 * The most that may be added in a day (UTC): to one form, in responses and in bytes, and to all forms together, in bytes. What is in
 * quarantine and what the team adds itself count too: they take room like everything else.
 */
export const quotas = { formResponses: 10_000, formBytes: 100 * MIB, allBytes: 500 * MIB } as const

/** Counts a response of so many bytes in the transaction that keeps it; false, and nothing is counted, when it is too much. */
export function useQuota(tx: Transaction, formSeq: number, bytes: number, now: Date): boolean {
  const used = usedToday(tx, formSeq, now)
  if (used.responses >= quotas.formResponses || hasNoRoom(used, bytes)) return false
  addVisit(tx, formSeq, 'taken', now)
  addVisit(tx, formSeq, 'bytes', now, bytes)
  return true
}

/** The same for what the team itself adds to a form: bytes alone are counted. */
export function useBytes(tx: Transaction, formSeq: number, bytes: number, now: Date): boolean {
  if (hasNoRoom(usedToday(tx, formSeq, now), bytes)) return false
  addVisit(tx, formSeq, 'bytes', now, bytes)
  return true
}

type Used = { responses: number; bytes: number; all: number }

function hasNoRoom(used: Used, bytes: number): boolean {
  return used.bytes + bytes > quotas.formBytes || used.all + bytes > quotas.allBytes
}

function usedToday(tx: Transaction, formSeq: number, now: Date): Used {
  const today = now.toISOString().slice(0, 10)
  const row = firstRow<Used>(
    tx,
    sql`SELECT
      coalesce(sum(count) FILTER (WHERE form_seq = ${formSeq} AND counter = 'taken'), 0) AS responses,
      coalesce(sum(count) FILTER (WHERE form_seq = ${formSeq} AND counter = 'bytes'), 0) AS bytes,
      coalesce(sum(count) FILTER (WHERE counter = 'bytes'), 0) AS "all"
    FROM form_days WHERE day = ${today} AND counter IN ('taken', 'bytes')`,
  )
  return row ?? { responses: 0, bytes: 0, all: 0 }
}
