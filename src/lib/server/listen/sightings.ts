import { z } from 'zod'
import { transaction } from '../db'
import { instance, type Instance } from '../instance'
import { describeError, log } from '../log'
import { findSetting, setSetting } from '../settings'

/** What came to the listener and was not believed: a name that leads nowhere here, a proxy that is not trusted. */
export type Sighting = { what: string; at: string }

const kinds = { host: 'refused_hosts', proxy: 'untrusted_proxies' } as const
type Kind = keyof typeof kinds

/** So many of each kind are kept, the latest, whatever strangers send. */
const MOST = 10

/** One that is known is written anew after this long, in milliseconds. */
const KNOWN_FOR = 60 * 60_000

/** What was seen is written after this long, all at once, in milliseconds. */
const WRITE_AFTER = 2000

type Seen = { sightings: Map<string, number>; isWaiting: boolean }

const seen = new WeakMap<Instance, Seen>()

/** Remembers in the file, for `doctor`, that something was seen. Costs a look into a small map when it is known. */
export function noteSighting(kind: Kind, what: string, now = Date.now()): void {
  const own = instance()
  const known = seen.get(own) ?? { sightings: new Map<string, number>(), isWaiting: false }
  seen.set(own, known)
  const key = `${kind} ${what}`
  if (now - (known.sightings.get(key) ?? 0) < KNOWN_FOR) return
  if (known.sightings.size >= 4 * MOST) known.sightings.clear()
  known.sightings.set(key, now)
  if (known.isWaiting) return
  known.isWaiting = true
  setTimeout(() => write(own, known), WRITE_AFTER).unref()
}

function write(own: Instance, known: Seen): void {
  known.isWaiting = false
  if (globalThis.runningInstance !== own) return
  try {
    writeSightings(known.sightings)
  } catch (error) {
    log('warn', 'what was seen could not be written down', { error: describeError(error) })
  }
}

function writeSightings(sightings: Map<string, number>): void {
  transaction((tx) => {
    for (const kind of ['host', 'proxy'] as const) {
      const fresh = [...sightings].flatMap(([key, at]) =>
        key.startsWith(`${kind} `)
          ? [{ what: key.slice(kind.length + 1), at: new Date(at).toISOString() }]
          : [],
      )
      if (fresh.length === 0) continue
      const old = readSightings(findSetting(kinds[kind])).filter(
        ({ what }) => !fresh.some((one) => one.what === what),
      )
      const latest = [...old, ...fresh].toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, MOST)
      setSetting(tx, kinds[kind], JSON.stringify(latest))
    }
  })
}

const Sightings = z.array(z.object({ what: z.string(), at: z.string() }))

/** What a setting holds, the latest first. */
export function readSightings(text: string | undefined): Sighting[] {
  return text === undefined ? [] : Sightings.parse(JSON.parse(text))
}
