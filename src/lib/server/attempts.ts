import { AppError } from './errors'

type Window = { started: number; count: number }

/** At most this many keys are remembered: whoever comes with more makes the oldest be forgotten. */
const MOST_KEYS = 10_000

const windows = new Map<string, Window>()

/**
 * Counts one try under `key`, and throws `limited` once there were `max` within `windowMs`. Kept in memory: a restart
 * forgives, and nothing is written for somebody who only guesses.
 */
export function countAttempt(
  key: string,
  { max, windowMs }: { max: number; windowMs: number },
  now = Date.now(),
): void {
  const known = windows.get(key)
  const window = known && now - known.started < windowMs ? known : { started: now, count: 0 }
  if (window.count >= max) {
    const retryAfter = Math.max(1, Math.ceil((window.started + windowMs - now) / 1000))
    throw new AppError('limited', undefined, { retryAfter })
  }
  window.count += 1
  windows.delete(key)
  windows.set(key, window)
  const [oldest] = windows.keys()
  if (windows.size > MOST_KEYS && oldest !== undefined) windows.delete(oldest)
}

/** Forgets the tries under `key`: after one that was right. */
export function forgetAttempts(key: string): void {
  windows.delete(key)
}
