import { deepEqual, ok } from 'node:assert/strict'
import type { DatabaseClient } from '@/lib/server/db'
import { instance, setInstance } from '@/lib/server/instance'
import { placesOf, reachedPlaces } from './reached'
import { watchWrites } from './write-watch'

/** With more writes than this in one transaction only the first ones and the last are made to fail. */
const MOST_FAULTS = 12

/** Whose transactions the tests of this file had fail already. */
const tried = new Set<string>()

/** How often each asked: one that is refused is tried again ever more seldom, since a trial looks at every table. */
const asked = new Map<string, number>()

/**
 * Before a transaction runs in earnest, once for each place that asks for it in a file of tests, it is run to its end and
 * undone, and then once for each of its writes with that write failing. Each time the whole database must be as it was.
 * So every test of a service shows as well that it does all or nothing.
 */
export function provokeFaults(client: DatabaseClient): void {
  // Tests that look at the time do without: vitest.alone.config.ts.
  if (process.env['PROVOKE_FAULTS'] === 'off') return
  const transact = client.transaction.bind(client)
  let isTrying = false
  const provoked: typeof transact = (work, options) => {
    // One within another is tried with it.
    if (isTrying) return transact(work, options)
    const places = new Set(placesOf(new Error('who asks')))
    const whose = [...places].join(' < ')
    if (!tried.has(whose) && isTurn(whose)) {
      tried.add(whose)
      const run = (end: () => void) =>
        transact((tx) => {
          work(noteUse(tx, places))
          end()
        }, options)
      isTrying = true
      const wasDone = apart(() => failEach(client, whose, run))
      isTrying = false
      if (wasDone) reachedPlaces(places)
      else tried.delete(whose)
    }
    return transact(work, options)
  }
  client.transaction = provoked
}

/** The first times, and then the 32nd, the 64th ... */
function isTurn(whose: string): boolean {
  const times = (asked.get(whose) ?? 0) + 1
  asked.set(whose, times)
  return times <= 16 || (times & (times - 1)) === 0
}

/** Notes who uses a transaction: whoever hands it on with their last word is in no stack of a write. */
function noteUse<T extends object>(tx: T, places: Set<string>): T {
  return new Proxy(tx, {
    get(target, name) {
      for (const place of placesOf(new Error('who uses it'))) places.add(place)
      return Reflect.get(target, name, target)
    },
  })
}

/** Counts, caches and settings in memory belong to an instance: what the trials leave there is nobody's. */
function apart<T>(work: () => T): T {
  const own = instance()
  setInstance({ ...own })
  try {
    return work()
  } finally {
    setInstance(own)
  }
}

class Undone extends Error {}

/** False when the work is refused, as a test of refusals wants it: then nothing was made to fail. */
function failEach(client: DatabaseClient, whose: string, run: (end: () => void) => void): boolean {
  const watch = watchWrites(client)
  const undo = () => {
    throw new Undone()
  }
  try {
    const { failure, writes, places } = watch.run(0, () => run(undo))
    deepEqual(watch.changed(), [], `${whose}: undone, it left something in these tables`)
    if (!(failure instanceof Undone)) return false
    for (const place of chooseFaults(writes)) {
      const { failure: stopped } = watch.run(place, () => run(() => undefined))
      ok(stopped, `${whose}: it went on although its write ${place} of ${writes} failed`)
      deepEqual(
        watch.changed(),
        [],
        `${whose}: its write ${place} of ${writes} failed, and these tables changed`,
      )
    }
    reachedPlaces(places)
    return true
  } finally {
    watch.end()
  }
}

function chooseFaults(writes: number): number[] {
  const places = Array.from({ length: writes }, (_, at) => at + 1)
  return places.filter((place) => place <= MOST_FAULTS || place === writes)
}
