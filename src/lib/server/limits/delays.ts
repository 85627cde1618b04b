import { createHmac } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import * as words from '@/lib/words/auth'
import { prepared, transaction, type Transaction } from '../db'
import { AppError } from '../errors'
import { instance } from '../instance'
import { credentialFailures } from '../schema/limits'
import { isOutOfSpace } from '../sqlite-errors'
import { areLimitsOn } from './limits'

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/** So many wrong ones in a row cost nothing; then each makes the next wait twice as long, and never longer than this. */
export const delays = { free: 4, first: SECOND, longest: 600 * SECOND, forgottenAfter: DAY } as const

/**
 * Counts a try at somebody's password before it is looked at, so that many at once do not get through together, and returns
 * which in a row it would be if it were wrong. Throws
 * `limited` while the wait after the last wrong one is not over; it ends for everybody, so nobody is locked out for good.
 * `subject` says whom it is for, and is kept as a hash; on a full disk in memory, so that an admin can sign in and make room.
 */
export function countGuess(subject: string, now = new Date()): number {
  if (!areLimitsOn()) return 1
  const key = keyOf(subject)
  try {
    const { failures } = transaction((tx) => write(tx, nextTry(key, now)))
    unwritten.delete(key)
    return failures
  } catch (error) {
    if (!isOutOfSpace(error)) throw error
    return remember(nextTry(key, now)).failures
  }
}

type Failures = typeof credentialFailures.$inferSelect

/** What the disk had no room for, at most so many. */
const unwritten = new Map<string, Failures>()
const MOST_UNWRITTEN = 10_000

function remember(row: Failures): Failures {
  const [oldest] = unwritten.keys()
  if (unwritten.size >= MOST_UNWRITTEN && oldest !== undefined) unwritten.delete(oldest)
  unwritten.delete(row.key)
  unwritten.set(row.key, row)
  return row
}

function nextTry(key: string, now: Date): Failures {
  const known = unwritten.get(key) ?? selectFailures().get({ key })
  const isFresh = known !== undefined && now.getTime() - known.lastAt.getTime() < delays.forgottenAfter
  if (isFresh && known.openAt > now) throw tooSoon(known.openAt, now)
  const failures = isFresh ? known.failures + 1 : 1
  return { key, failures, lastAt: now, openAt: new Date(now.getTime() + delayAfter(failures)) }
}

/** Forgets the wrong ones: after one that was right. */
export function forgiveGuesses(tx: Transaction, subject: string): void {
  unwritten.delete(keyOf(subject))
  tx.delete(credentialFailures)
    .where(eq(credentialFailures.key, keyOf(subject)))
    .run()
}

/** Deletes what would be forgotten anyway. */
export function sweepGuesses(tx: Transaction, now: Date): void {
  const old = new Date(now.getTime() - delays.forgottenAfter)
  tx.delete(credentialFailures).where(lt(credentialFailures.lastAt, old)).run()
}

const selectFailures = prepared((db) =>
  db
    .select()
    .from(credentialFailures)
    .where(eq(credentialFailures.key, sql.placeholder('key')))
    .prepare(),
)

function write(tx: Transaction, row: Failures): Failures {
  tx.insert(credentialFailures)
    .values(row)
    .onConflictDoUpdate({ target: credentialFailures.key, set: row })
    .run()
  return row
}

function delayAfter(failures: number): number {
  if (failures <= delays.free) return 0
  return Math.min(delays.first * 2 ** (failures - delays.free - 1), delays.longest)
}

function tooSoon(openAt: Date, now: Date): AppError {
  const retryAfter = Math.max(1, Math.ceil((openAt.getTime() - now.getTime()) / SECOND))
  const message =
    retryAfter > 90
      ? words.tooManyPasswords(Math.ceil(retryAfter / 60), 'minute')
      : words.tooManyPasswords(retryAfter, 'second')
  return new AppError('limited', message, { retryAfter })
}

function keyOf(subject: string): string {
  return createHmac('sha256', instance().secret).update(`guess:${subject}`).digest('base64url')
}
