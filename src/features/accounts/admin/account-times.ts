import { fullTime, relativeTime } from '@/lib/time'
import type { AccountItem } from './admin.schema'

/** A time as the reader has it: how long ago, and in full. */
export type WrittenTime = { ago: string; full: string }

/** By ISO 8601. */
export type WrittenTimes = Record<string, WrittenTime>

export function writeTime(time: string, now: string): WrittenTime {
  return { ago: relativeTime(time, now), full: fullTime(time) }
}

/** Those of a page's first accounts, for the browser: its first use of Intl takes as long as drawing the whole list. */
export function writeTimes(accounts: AccountItem[], now: string): WrittenTimes {
  const times = accounts.flatMap(({ createdAt, seenAt }) =>
    seenAt === null ? [createdAt] : [createdAt, seenAt],
  )
  return Object.fromEntries(times.map((time) => [time, writeTime(time, now)]))
}
