import { sql } from 'drizzle-orm'
import { transaction } from '../db'
import { instance, type Instance } from '../instance'
import { describeError, log } from '../log'
import { errorDays } from '../schema/error-days'

/** What was counted is written after this long, all at once, in milliseconds. */
const WRITE_AFTER = 2000

type Counted = { days: Map<string, number>; isWaiting: boolean }

const counted = new WeakMap<Instance, Counted>()

/** Counts an answer that says that something broke here, for the chart of the days: the file has it a moment later. */
export function countError(now = new Date()): void {
  const own = globalThis.runningInstance
  if (!own) return
  const known = counted.get(own) ?? { days: new Map<string, number>(), isWaiting: false }
  counted.set(own, known)
  const day = now.toISOString().slice(0, 10)
  known.days.set(day, (known.days.get(day) ?? 0) + 1)
  if (known.isWaiting) return
  known.isWaiting = true
  setTimeout(() => {
    known.isWaiting = false
    if (globalThis.runningInstance === own) writeErrors()
  }, WRITE_AFTER).unref()
}

/** Writes down what was counted. What cannot be written, on a full disk for one, is kept for the next time. */
export function writeErrors(): void {
  const days = counted.get(instance())?.days
  if (!days || days.size === 0) return
  try {
    addErrors(days)
    days.clear()
  } catch (error) {
    log('warn', 'how many errors there were could not be written down', { error: describeError(error) })
  }
}

/** Adds to the errors of days (`2026-12-31`). */
export function addErrors(days: ReadonlyMap<string, number>): void {
  transaction((tx) => {
    for (const [day, count] of days)
      tx.insert(errorDays)
        .values({ day, count })
        .onConflictDoUpdate({ target: errorDays.day, set: { count: sql`${errorDays.count} + ${count}` } })
        .run()
  })
}
