import { vi } from 'vitest'
import { readThreadCpu } from './thread-cpu'

/** How often each of the two is tried. */
export const TRIES = 200

export type Attempt = (email: string, place: number) => Promise<unknown>

type Addresses = { known: (place: number) => string; unknown: (place: number) => string }

/** What tries have cost in milliseconds, and how long they took on the clock, which is only told. */
type Tries = { cost: number[]; clock: number[] }

const kinds = ['known', 'unknown'] as const

/**
 * By how much the medians of 200 tries with known and with unknown addresses differ, as a share of the larger. A try is
 * `calls` calls with each of the two in turns, and whoever goes first changes. Counted is what a try costs, not what the
 * clock says, so that nothing else that the machine does can decide: the processor time of this thread, and for each hash of
 * a password, which another thread makes, a fixed time. Prints both medians.
 */
export async function compareTimes(attempt: Attempt, addresses: Addresses, calls = 1): Promise<number> {
  const hashing = countHashes()
  const tries: Record<(typeof kinds)[number], Tries> = {
    known: { cost: [], clock: [] },
    unknown: { cost: [], clock: [] },
  }
  for (let place = 0; place < TRIES; place += 1) {
    const spent = { known: { cost: 0, clock: 0 }, unknown: { cost: 0, clock: 0 } }
    for (let call = 0; call < calls; call += 1) {
      for (const kind of (place + call) % 2 === 0 ? kinds : kinds.toReversed()) {
        const start = { cost: readThreadCpu() + hashing.cost(), clock: performance.now() }
        await attempt(addresses[kind](place), place)
        spent[kind].cost += readThreadCpu() + hashing.cost() - start.cost
        spent[kind].clock += performance.now() - start.clock
      }
    }
    for (const kind of kinds) {
      tries[kind].cost.push(spent[kind].cost)
      tries[kind].clock.push(spent[kind].clock)
    }
  }
  hashing.stop()
  return report(tries.known, tries.unknown)
}

/**
 * What one hash of a password counts for, in milliseconds: less than it takes on any machine that this was run on, so that
 * the rest weighs more.
 */
const HASH_MS = 30

/** What the hashes since the call have cost, in milliseconds. */
function countHashes() {
  const spies = [vi.spyOn(Bun.password, 'hash'), vi.spyOn(Bun.password, 'verify')]
  return {
    cost: () => HASH_MS * spies.reduce((sum, { mock }) => sum + mock.calls.length, 0),
    stop: () => spies.forEach((spy) => spy.mockRestore()),
  }
}

function report(known: Tries, unknown: Tries): number {
  const [one, other] = [median(known.cost), median(unknown.cost)]
  const difference = Math.abs(one - other) / Math.max(one, other)
  const clock = [known, unknown].map((tries) => `${median(tries.clock).toFixed(2)} ms`).join(' and ')
  console.info(
    `known ${one.toFixed(2)} ms, unknown ${other.toFixed(2)} ms, ${(difference * 100).toFixed(1)} % apart (by the clock ${clock})`,
  )
  return difference
}

function median(times: number[]): number {
  return times.toSorted((one, other) => one - other)[times.length / 2] ?? 0
}
