import { sql } from 'drizzle-orm'
import { prepared, type Transaction } from '@/lib/server/db'
import { responses } from '@/lib/server/schema/responses'

/** A new response as it is stored. Times that may be missing are milliseconds, since a column of times takes no null by placeholder. */
export type NewResponse = {
  id: string
  formSeq: number
  versionNumber: number
  quarantinedAt: number | null
  quarantineReason: string | null
  answers: string
  searchText: string
  respondentEmail: string | null
  address: string | null
  idempotencyKey: string
  startedAt: number | null
  now: Date
}

/** Returns the place of the row. */
export function insertRow(_tx: Transaction, response: NewResponse): number {
  return insertResponse().get(response).seq
}

const insertResponse = prepared((db) =>
  db
    .insert(responses)
    .values({
      id: sql.placeholder('id'),
      formSeq: sql.placeholder('formSeq'),
      versionNumber: sql.placeholder('versionNumber'),
      quarantinedAt: sql`${sql.placeholder('quarantinedAt')}`,
      quarantineReason: sql.placeholder('quarantineReason'),
      answers: sql.placeholder('answers'),
      searchText: sql.placeholder('searchText'),
      respondentEmail: sql.placeholder('respondentEmail'),
      address: sql.placeholder('address'),
      idempotencyKey: sql.placeholder('idempotencyKey'),
      startedAt: sql`${sql.placeholder('startedAt')}`,
      submittedAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .returning({ seq: responses.seq })
    .prepare(),
)
