import { existsSync, statSync } from 'node:fs'
import type { DatabaseClient } from './db'
import { readHeader } from './db-read'
import { inodeOf, readHolder, type FileLock } from './lock'

/**
 * What a file says of itself, in the header's `user_version`, which every schema has: `running` from a start to a clean
 * stop, `restored` from a restore to the first start after it, `copied` from when it was known for a live copy until a
 * start has said so. https://sqlite.org/fileformat.html#user_version_number
 */
const marks = { stopped: 0, running: 1, restored: 2, copied: 3, restored_copied: 4 } as const
export type Mark = keyof typeof marks

/** From here on the number is that of a run: the lock beside the file has the same one. */
const FIRST_RUN = 16
const LAST_RUN = 2 ** 31 - 1

/**
 * How a file was left, before anything opens it: stopped cleanly, in the middle of something (from which SQLite goes on), or
 * copied while it was running, which leaves the log behind and the newest changes with it. Where another program has put
 * the log away after a crash, the lock that lies beside is of the same run and names this very file, not a copy of it.
 */
export type LastStop = 'clean' | 'unclean' | 'copied_live'

export function readLastStop(path: string): LastStop {
  if (existsSync(`${path}-wal`)) return 'unclean'
  const header = existsSync(path) ? readHeader(path) : null
  const mark = markOf(header?.userVersion ?? 0)
  if (mark === 'running') return isHeldRun(path, header?.userVersion) ? 'unclean' : 'copied_live'
  return isCopied(mark) ? 'copied_live' : 'clean'
}

/** True for a file of which only the lock beside it says that it is no live copy. */
export function isToldByLock(path: string): boolean {
  return readLastStop(path) === 'unclean' && !existsSync(`${path}-wal`)
}

function isHeldRun(path: string, run: number | undefined): boolean {
  const holder = readHolder(path)
  return holder !== null && holder.run === run && holder.inode === inodeOf(statSync(path))
}

function markOf(userVersion: number): Mark {
  if (userVersion >= FIRST_RUN) return 'running'
  for (const mark of ['running', 'restored', 'copied', 'restored_copied'] as const)
    if (marks[mark] === userVersion) return mark
  return 'stopped'
}

/** True until a start has ended what must not come back to life. */
export function isRestored(mark: Mark): boolean {
  return mark === 'restored' || mark === 'restored_copied'
}

/** True until a start has said that the file is a live copy. */
export function isCopied(mark: Mark): boolean {
  return mark === 'copied' || mark === 'restored_copied'
}

/** The mark of an open file, its log included. */
export function findMark({ $client: sqlite }: DatabaseClient): Mark {
  const row = sqlite.query<{ user_version: number }, []>('PRAGMA user_version').get()
  return markOf(row?.user_version ?? 0)
}

/** Inside a transaction it is undone with it. */
export function setMark({ $client: sqlite }: DatabaseClient, mark: Mark): void {
  sqlite.run(`PRAGMA user_version = ${marks[mark]}`)
}

/**
 * Gives this run its number, in the lock and then in the file, and writes it through to the file itself: a copy of the file
 * without its log must have it.
 */
export function markRunning({ $client: sqlite }: DatabaseClient, path: string, lock: FileLock): void {
  const run = FIRST_RUN + Math.floor(Math.random() * (LAST_RUN - FIRST_RUN))
  lock.remember({ run, inode: inodeOf(statSync(path)) })
  sqlite.run(`PRAGMA user_version = ${run}`)
  sqlite.run('PRAGMA wal_checkpoint(TRUNCATE)')
}
