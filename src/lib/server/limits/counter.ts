import { LRUCache } from 'lru-cache'
import type { Quota } from './classes'

/** At most this many keys are remembered in a map: whoever comes with more makes the least recently used be forgotten. */
export const MOST_KEYS = 100_000

/** Where a key stands after a try: what is left at once, and the seconds until all is, or until the next may be done. */
export type Standing = { allowed: boolean; left: number; resetSeconds: number; retrySeconds: number }

/**
 * Counts tries by the generic cell rate algorithm (ITU-T I.371): a key holds one number, the time at which its measure
 * is full again. Keys are kept as seeded hashes, so that neither addresses nor accounts lie in memory.
 */
export class Counter {
  // Made for the first try: it takes all its memory at once.
  #kept: LRUCache<bigint, number> | undefined
  readonly #seed = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n

  /** How many keys are remembered. */
  get size(): number {
    return this.#kept?.size ?? 0
  }

  /** Counts one try under `key`; one that is not allowed is not counted. `now` is in milliseconds. */
  count(key: string, { max, seconds, burst }: Quota & { burst: number }, now: number): Standing {
    const each = (seconds * 1000) / max
    const measure = each * burst
    const hash = this.#hash(key)
    const kept = (this.#kept ??= new LRUCache<bigint, number>({ max: MOST_KEYS }))
    const full = Math.max(kept.get(hash) ?? 0, now)
    const next = full + each
    if (next - now > measure)
      return {
        allowed: false,
        left: 0,
        resetSeconds: toSeconds(full - now),
        retrySeconds: toSeconds(next - now - measure),
      }
    kept.set(hash, next)
    const left = Math.floor((measure - (next - now)) / each)
    return { allowed: true, left, resetSeconds: toSeconds(next - now), retrySeconds: 0 }
  }

  /** Forgets the tries under `key`: after one that was right. */
  forget(key: string): void {
    this.#kept?.delete(this.#hash(key))
  }

  #hash(key: string): bigint {
    return BigInt(Bun.hash(key, this.#seed))
  }
}

function toSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000))
}
