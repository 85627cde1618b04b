/** How often each of the two is tried. */
export const TRIES = 200

export type Attempt = (email: string, place: number) => Promise<unknown>

type Addresses = { known: (place: number) => string; unknown: (place: number) => string }

/**
 * By how much the medians of 200 tries with known and with unknown addresses differ, as a share of the larger. A try is
 * `calls` calls with each of the two in turns, and whoever goes first changes, so that whatever else the machine does
 * meets both alike. Prints both medians in milliseconds.
 */
export async function compareTimes(attempt: Attempt, addresses: Addresses, calls = 1): Promise<number> {
  const times = { known: new Array<number>(), unknown: new Array<number>() }
  for (let place = 0; place < TRIES; place += 1) {
    const spent = { known: 0, unknown: 0 }
    for (let call = 0; call < calls; call += 1) {
      const turns = ['known', 'unknown'] as const
      for (const kind of (place + call) % 2 === 0 ? turns : turns.toReversed()) {
        const start = performance.now()
        await attempt(addresses[kind](place), place)
        spent[kind] += performance.now() - start
      }
    }
    times.known.push(spent.known)
    times.unknown.push(spent.unknown)
  }
  const [known, unknown] = [median(times.known), median(times.unknown)]
  const difference = Math.abs(known - unknown) / Math.max(known, unknown)
  console.info(
    `known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, ${(difference * 100).toFixed(1)} % apart`,
  )
  return difference
}

function median(times: number[]): number {
  return times.toSorted((one, other) => one - other)[times.length / 2] ?? 0
}
