/** How often something was done: times a second, and the milliseconds that half and 99 of 100 of them took at most. */
export type Pace = { rate: number; p50: number; p99: number }

/**
 * Does `work` over and over for `milliseconds`, `side` at a time, and at least once; each is told which one it is. Throws what it throws,
 * and the reason of the signal.
 */
export async function measurePace(
  work: (place: number) => Promise<unknown> | void,
  { milliseconds, side, signal }: { milliseconds: number; side: number; signal: AbortSignal },
): Promise<Pace> {
  const times: number[] = []
  const start = performance.now()
  let place = 0
  const workOn = async () => {
    do {
      signal.throwIfAborted()
      const before = performance.now()
      await work((place += 1))
      times.push(performance.now() - before)
    } while (performance.now() - start < milliseconds)
  }
  await Promise.all(Array.from({ length: side }, workOn))
  return paceOf(times, performance.now() - start)
}

/** The pace of what took these times, in milliseconds, within so many in all. */
export function paceOf(times: number[], milliseconds: number): Pace {
  const sorted = times.toSorted((one, other) => one - other)
  const atMost = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  return { rate: (times.length * 1000) / milliseconds, p50: atMost(0.5), p99: atMost(0.99) }
}
