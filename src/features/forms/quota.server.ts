import { sql } from 'drizzle-orm'
import { prepared, type Transaction } from '@/lib/server/db'
import { formDays } from '@/lib/server/schema/forms'
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

function usedToday(_tx: Transaction, formSeq: number, now: Date): Used {
  const used = selectUsed().get({ formSeq, day: now.toISOString().slice(0, 10) })
  return used ?? { responses: 0, bytes: 0, all: 0 }
}

const selectUsed = prepared((db) => {
  const ofForm = (counter: string) =>
    sql<number>`coalesce(sum(count) FILTER (WHERE form_seq = ${sql.placeholder('formSeq')} AND counter = ${counter}), 0)`
  return db
    .select({
      responses: ofForm('taken'),
      bytes: ofForm('bytes'),
      all: sql<number>`coalesce(sum(count) FILTER (WHERE counter = 'bytes'), 0)`,
    })
    .from(formDays)
    .where(sql`day = ${sql.placeholder('day')} AND counter IN ('taken', 'bytes')`)
    .prepare()
})
