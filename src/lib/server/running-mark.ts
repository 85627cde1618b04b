import { existsSync } from 'node:fs'
import type { DatabaseClient } from './db'
import { readHeader } from './db-read'

/**
 * What a file says of itself, in the header's `user_version`, which every schema has: `running` from a start to a clean
 * stop, `restored` from a restore to the first start after it. https://sqlite.org/fileformat.html#user_version_number
 */
const marks = { stopped: 0, running: 1, restored: 2 } as const
export type Mark = keyof typeof marks

/**
 * How a file was left, before anything opens it: stopped cleanly, in the middle of something (with its log beside it, from
 * which SQLite goes on), or copied while it was running, which leaves the log behind and the newest changes with it.
 */
export type LastStop = 'clean' | 'unclean' | 'copied_live'

export function readLastStop(path: string): LastStop {
  if (existsSync(`${path}-wal`)) return 'unclean'
  const header = existsSync(path) ? readHeader(path) : null
  return header?.userVersion === marks.running ? 'copied_live' : 'clean'
}

/** The mark of an open file, its log included. */
export function findMark({ $client: sqlite }: DatabaseClient): Mark {
  const row = sqlite.query<{ user_version: number }, []>('PRAGMA user_version').get()
  return row?.user_version === marks.restored
    ? 'restored'
    : row?.user_version === marks.running
      ? 'running'
      : 'stopped'
}

/** Inside a transaction it is undone with it. */
export function setMark({ $client: sqlite }: DatabaseClient, mark: Mark): void {
  sqlite.run(`PRAGMA user_version = ${marks[mark]}`)
}

/** Writes the mark through to the file itself: a copy of the file without its log must have it. */
export function markRunning(client: DatabaseClient): void {
  setMark(client, 'running')
  client.$client.run('PRAGMA wal_checkpoint(TRUNCATE)')
}
