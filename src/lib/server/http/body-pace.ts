import { AppError } from '../errors'

/**
 * A body has this long to begin, and must then keep up this rate on the whole, a large one its own, since others wait for its room.
 * Slow networks do; a trickle does not.
 */
export const pace = { graceMs: 20_000, bytesPerSecond: 1024, largeBytesPerSecond: 16_384 }

/** How often a body under way is looked at, in milliseconds. */
const LOOK_MS = 1000

/** Watches a body arrive: `count` adds bytes and returns their sum, `tooSlow` rejects with `too_slow`. */
export function watchPace(bytesPerSecond = pace.bytesPerSecond) {
  const begun = performance.now()
  const late = Promise.withResolvers<never>()
  late.promise.catch(() => undefined)
  let bytes = 0
  const timer = setInterval(
    () => {
      const counted = performance.now() - begun - pace.graceMs
      if (counted > 0 && bytes < (counted / 1000) * bytesPerSecond) late.reject(new AppError('too_slow'))
    },
    Math.min(LOOK_MS, pace.graceMs),
  )
  return {
    tooSlow: late.promise,
    count: (more: number) => (bytes += more),
    stop: () => clearInterval(timer),
  }
}
