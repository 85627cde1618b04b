import { LRUCache } from 'lru-cache'
import { instance, type Instance } from './instance'

const MIB = 1024 * 1024

/** At most so much is kept: bytes as JSON would have them, and entries. */
export const bounds = { bytes: 16 * MIB, entries: 10_000 } as const

/** What stands behind the cache; a small box keeps it in memory. Values live as long as `ttlMs`, or shorter. */
export type CacheStore = {
  get: (key: string) => unknown
  set: (key: string, value: unknown, ttlMs: number) => void
  deletePrefix: (prefix: string) => void
  clear: () => void
  size: () => { entries: number; bytes: number }
}

type Cache = {
  store: CacheStore
  /** One factory for a key at a time: whoever asks meanwhile waits for it. */
  flights: Map<string, Promise<unknown>>
  /** Counts the invalidations: a value that was computed before one is not kept after it. */
  epoch: number
  dataVersion: number
  hits: number
  misses: number
}

const caches = new WeakMap<Instance, Cache>()

function cache(): Cache {
  const own = instance()
  const known = caches.get(own)
  if (known) return known
  const made: Cache = {
    store: inMemory(),
    flights: new Map(),
    epoch: 0,
    dataVersion: readDataVersion(),
    hits: 0,
    misses: 0,
  }
  caches.set(own, made)
  return made
}

/**
 * The value under `key`, or what `factory` makes of it, kept for `ttlMs`. Concurrent misses share one call; one that fails is
 * not kept and fails for all of them. A key begins with what it is invalidated by, such as a workspace's id. Nothing that
 * belongs to one person is kept here beyond their next change.
 */
export async function cacheGetOrSet<T extends object>(
  key: string,
  ttlMs: number,
  factory: () => Promise<T> | T,
): Promise<T> {
  const own = cache()
  forgetForeignWrites(own)
  const known = own.store.get(key)
  if (known !== undefined) {
    own.hits += 1
    return known as T // Stored under this key by this function, with this factory's type.
  }
  own.misses += 1
  const flight = own.flights.get(key)
  if (flight) return flight as Promise<T> // The same.
  return startFlight(own, key, ttlMs, factory)
}

async function startFlight<T extends object>(
  own: Cache,
  key: string,
  ttlMs: number,
  factory: () => Promise<T> | T,
): Promise<T> {
  const { epoch } = own
  const flight = Promise.try(factory)
  own.flights.set(key, flight)
  try {
    const value = await flight
    if (own.epoch === epoch) own.store.set(key, value, ttlMs)
    return value
  } finally {
    if (own.flights.get(key) === flight) own.flights.delete(key)
  }
}

/** Forgets every key that begins with `prefix`. Called after the commit: what was rolled back changed nothing. */
export function invalidateCache(prefix: string): void {
  const own = cache()
  own.epoch += 1
  own.store.deletePrefix(prefix)
  for (const key of own.flights.keys()) if (key.startsWith(prefix)) own.flights.delete(key)
}

/** How the cache does, for the metrics. */
export function cacheFigures(): { hits: number; misses: number; entries: number; bytes: number } {
  const { hits, misses, store } = cache()
  return { hits, misses, ...store.size() }
}

/** A command beside the server changes the file too: SQLite tells by a number. https://sqlite.org/pragma.html#pragma_data_version */
function forgetForeignWrites(own: Cache): void {
  const now = readDataVersion()
  if (now === own.dataVersion) return
  own.dataVersion = now
  own.epoch += 1
  own.store.clear()
  own.flights.clear()
}

function readDataVersion(): number {
  const { $client: sqlite } = instance().database
  return sqlite.query<{ data_version: number }, []>('PRAGMA data_version').get()?.data_version ?? 0
}

function inMemory(): CacheStore {
  const kept = new LRUCache<string, object>({
    max: bounds.entries,
    maxSize: bounds.bytes,
    sizeCalculation: (value, key) => JSON.stringify(value).length + key.length,
  })
  return {
    get: (key) => kept.get(key),
    set: (key, value, ttl) =>
      void (typeof value === 'object' && value !== null && kept.set(key, value, { ttl })),
    deletePrefix: (prefix) => {
      for (const key of kept.keys()) if (key.startsWith(prefix)) kept.delete(key)
    },
    clear: () => kept.clear(),
    size: () => ({ entries: kept.size, bytes: kept.calculatedSize }),
  }
}
