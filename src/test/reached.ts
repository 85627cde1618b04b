import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { DatabaseClient } from '@/lib/server/db'

/** Names the folder in which a run of all tests notes what any of them reached; scripts/reached.ts reads it. */
export const REACHED_FOLDER = 'REACHED_FOLDER'

/** Where a stack leads through the sources, the innermost first, as `src/features/notes/notes.server.ts:40`. */
export function placesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').flatMap((line) => {
    const place = /[ (/](src\/[^():?]+\.ts(?:\?[^:]*)?:\d+):\d+\)?$/.exec(line)?.[1]
    return place && !place.startsWith('src/test/') && !place.startsWith('src/lib/server/db.ts') ? [place] : []
  })
}

/** A transaction that was asked for at these places was made to fail at each of its writes, and left nothing. */
export function reachedPlaces(places: Iterable<string>): void {
  for (const place of places) note('place', place)
}

/** What a test left in the audit log. */
export function reachedActions({ $client: sqlite }: DatabaseClient): void {
  if (!process.env[REACHED_FOLDER]) return
  for (const { action } of sqlite.query<{ action: string }, []>('SELECT DISTINCT action FROM audit').all())
    note('action', action)
}

function note(kind: 'place' | 'action', what: string): void {
  const folder = process.env[REACHED_FOLDER]
  if (folder) appendFileSync(join(folder, `${process.pid}-${threadId}.txt`), `${kind} ${what}\n`)
}
