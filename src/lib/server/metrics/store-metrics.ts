import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Metric } from '@/lib/metric'
import * as words from '@/lib/words/metrics'
import { cacheFigures } from '../cache'
import { database } from '../db'
import { readFreeSpace } from '../free-space'
import { countViolations } from '../http/violations'
import { countedKeys, countedRefusals } from '../limits/limits'

/** The file, its log and the disk below them. */
export function databaseMetrics(): Metric[] {
  const { filename } = database().$client
  const sizes = Object.entries(fileSizes()).map(([file, value]) => ({ labels: { file }, value }))
  return [
    {
      name: 'sqlite_file_bytes',
      help: words.fileSize,
      type: 'gauge',
      samples: sizes,
    },
    {
      name: 'disk_free_bytes',
      help: words.diskFree,
      type: 'gauge',
      samples: [{ value: readFreeSpace(dirname(filename)).free }],
    },
  ]
}

/** Bytes of the one file and of its write-ahead log. */
export function fileSizes(): { database: number; wal: number } {
  const { filename } = database().$client
  return { database: sizeOf(filename), wal: sizeOf(`${filename}-wal`) }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What is kept in memory beside it, and what was refused. */
export function memoryMetrics(): Metric[] {
  const { hits, misses, entries, bytes } = cacheFigures()
  const { general, credentials } = countedKeys()
  return [
    {
      name: 'cache_lookups_total',
      help: words.cacheLookups,
      type: 'counter',
      samples: [
        { labels: { result: 'hit' }, value: hits },
        { labels: { result: 'miss' }, value: misses },
      ],
    },
    { name: 'cache_entries', help: words.cacheEntries, type: 'gauge', samples: [{ value: entries }] },
    { name: 'cache_bytes', help: words.cacheSize, type: 'gauge', samples: [{ value: bytes }] },
    {
      name: 'limits_keys',
      help: words.limitKeys,
      type: 'gauge',
      samples: [
        { labels: { map: 'general' }, value: general },
        { labels: { map: 'credentials' }, value: credentials },
      ],
    },
    {
      name: 'limits_refused_total',
      help: words.limitRefusals,
      type: 'counter',
      samples: countedRefusals().map(([limit, value]) => ({ labels: { limit }, value })),
    },
    {
      name: 'csp_violations_total',
      help: words.violations,
      type: 'counter',
      samples: [{ value: countViolations() }],
    },
  ]
}
