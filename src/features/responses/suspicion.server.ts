import { and, desc, eq, sql } from 'drizzle-orm'
import { prepared, type Transaction } from '@/lib/server/db'
import { responses } from '@/lib/server/schema/responses'

/** Why a response waits until somebody of the team has looked at it. */
export type Suspicion = 'honeypot' | 'no_token' | 'too_fast' | 'same_content'

/** Nobody reads and answers a form faster. */
const LEAST_TIME = 2000

/** Shorter texts are often the same: so are the answers to a poll. */
const TELLING = 60
const LOOKED_AT = 50

type Signs = { trap: string; openedAt: Date | null; text: string; formSeq: number; now: Date }

/** The first sign of a program in what was sent, or nothing. */
export function suspect(tx: Transaction, { trap, openedAt, text, formSeq, now }: Signs): Suspicion | null {
  if (trap !== '') return 'honeypot'
  if (!openedAt) return 'no_token'
  if (now.getTime() - openedAt.getTime() < LEAST_TIME) return 'too_fast'
  return text.length >= TELLING && wasSaid(tx, formSeq, text) ? 'same_content' : null
}

/** Looks at the last responses of the form alone: a flood comes in a row. */
function wasSaid(_tx: Transaction, formSeq: number, text: string): boolean {
  return selectSame().get({ formSeq, text }) !== undefined
}

const selectSame = prepared((db) => {
  const latest = db
    .select({ text: responses.searchText })
    .from(responses)
    .where(
      and(
        eq(responses.formSeq, sql.placeholder('formSeq')),
        sql`quarantined_at IS NULL AND status <> 'spam'`,
      ),
    )
    .orderBy(desc(responses.submittedAt), desc(responses.seq))
    .limit(LOOKED_AT)
    .as('latest')
  return db
    .select({ found: sql<number>`1` })
    .from(latest)
    .where(eq(latest.text, sql.placeholder('text')))
    .limit(1)
    .prepare()
})
