import { sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import { database, type DatabaseClient } from '@/lib/server/db'
import { instance, type Instance } from '@/lib/server/instance'
import { isInView, passes, type Scope } from './response-scope.server'

export type AddedRow = { answers: string; submitted_at: number }

/** What takes in responses one by one, and says at any time what they come to. */
export type Adding<T> = { add: (row: AddedRow) => void; end: (counted: number, isWhole: boolean) => T }

type Sum<T> = { value: () => T; isWhole: boolean; freshUntil: number; done: Promise<void> }

/** Few enough for one step not to keep others waiting. */
const BATCH = 1000

/** What was added up is kept for half a minute, or longer where it took long: so it costs a twentieth of the time at most. */
const KEPT = 30_000
const COST = 20

/** So many different ones are kept. */
const SUMS = 100

type Work = { sums: LRUCache<string, Sum<unknown>>; turn: Promise<void> }

const works = new WeakMap<Instance, Work>()

/**
 * Adds up every response of a scope, however many there are: in small steps that let others in between, one adding-up after the
 * other, and on behind the back of whoever has waited for `patience` milliseconds, who gets what was added until then. `key`
 * stands for the scope and for what is made of it.
 */
export async function addUp<T>(
  key: string,
  scope: Scope,
  start: () => Adding<T>,
  patience: number,
): Promise<T> {
  const work = workOf(instance())
  const known = work.sums.get(key)
  const isGood = known && (!known.isWhole || known.freshUntil > Date.now())
  // A key is only ever used for one kind of sum.
  const sum = isGood ? (known as Sum<T>) : begin(work, key, scope, start())
  await Promise.race([sum.done, Bun.sleep(patience)])
  return sum.value()
}

function workOf(own: Instance): Work {
  const work = works.get(own) ?? { sums: new LRUCache({ max: SUMS }), turn: Promise.resolve() }
  works.set(own, work)
  return work
}

function begin<T>(work: Work, key: string, scope: Scope, adding: Adding<T>): Sum<T> {
  const sum: Sum<T> = {
    value: () => adding.end(0, false),
    isWhole: false,
    freshUntil: 0,
    done: Promise.resolve(),
  }
  sum.done = addAll(work.turn, scope, adding, sum)
  work.sums.set(key, sum)
  // Whoever waits is told of a failure; the next one begins anew.
  work.turn = sum.done.catch(() => void work.sums.delete(key))
  return sum
}

async function addAll<T>(turn: Promise<void>, scope: Scope, adding: Adding<T>, sum: Sum<T>): Promise<void> {
  const db = database()
  await turn
  const begun = Date.now()
  let counted = 0
  sum.value = () => adding.end(counted, false)
  for await (const rows of batchesOf(db, scope)) {
    for (const row of rows) adding.add(row)
    counted += rows.length
  }
  const whole = adding.end(counted, true)
  sum.value = () => whole
  sum.isWhole = true
  sum.freshUntil = Date.now() + Math.max(KEPT, COST * (Date.now() - begun))
}

/** Those of each step that pass, the newest first. */
async function* batchesOf(db: DatabaseClient, scope: Scope): AsyncGenerator<AddedRow[]> {
  let last: { seq: number; submitted_at: number } | undefined
  do {
    const rows = readBatch(db, scope, last)
    yield rows.filter((row) => row.passes === 1)
    last = rows.length < BATCH ? undefined : rows.at(-1)
    await Bun.sleep(0)
  } while (last)
}

type Row = AddedRow & { seq: number; passes: number }

function readBatch(db: DatabaseClient, scope: Scope, last?: { seq: number; submitted_at: number }): Row[] {
  const isAfter = last ? sql`(r.submitted_at, r.seq) < (${last.submitted_at}, ${last.seq})` : sql`1`
  return db.all(
    sql`SELECT r.seq, r.answers, r.submitted_at, coalesce((${passes(scope)}), 0) AS passes FROM responses r
      WHERE r.form_seq = ${scope.formSeq} AND ${isInView(scope.view)} AND ${isAfter}
      ORDER BY r.submitted_at DESC, r.seq DESC LIMIT ${BATCH}`,
  )
}
