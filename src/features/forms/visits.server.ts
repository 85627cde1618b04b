import { sql } from 'drizzle-orm'
import { prepared, transaction, type Transaction } from '@/lib/server/db'
import { describeError, log } from '@/lib/server/log'
import { formDays } from '@/lib/server/schema/forms'

/** What is counted of a form by day, with no trace of who it was: `page_2` for whoever reached the second page. */
export type VisitCounter = 'views' | 'starts' | 'completions' | `page_${number}` | 'taken' | 'bytes'

/** Adds one, or as many as there were, inside the transaction of what is counted. */
export function addVisit(
  _tx: Transaction,
  formSeq: number,
  counter: VisitCounter,
  now: Date,
  amount = 1,
): void {
  insertVisit().run({ formSeq, day: now.toISOString().slice(0, 10), counter, amount })
}

const insertVisit = prepared((db) =>
  db
    .insert(formDays)
    .values({
      formSeq: sql.placeholder('formSeq'),
      day: sql.placeholder('day'),
      counter: sql.placeholder('counter'),
      count: sql.placeholder('amount'),
    })
    .onConflictDoUpdate({
      target: [formDays.formSeq, formDays.day, formDays.counter],
      set: { count: sql`${formDays.count} + excluded.count` },
    })
    .prepare(),
)

/** The same for somebody who only looks. A page is shown whether or not it could be counted: the disk may be full. */
export function countVisit(formSeq: number, counter: VisitCounter, now = new Date()): void {
  try {
    transaction((tx) => addVisit(tx, formSeq, counter, now))
  } catch (error) {
    log('warn', 'a visit of a form was not counted', { error: describeError(error) })
  }
}
