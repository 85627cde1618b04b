import { Database } from 'bun:sqlite'
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { unwritable } from './db'
import { OperatorError } from './errors'

/** Holds a database file for one server. `release` gives it back and takes the lock file away. */
export type FileLock = { release: () => void }

/** Another process has the file. */
export class LockedError extends OperatorError {}

/**
 * Takes the lock beside a database file (`capsule.db-lock`), or throws an OperatorError when another server has it.
 * The lock is SQLite's own on a file of its own, so the system drops it when a process dies, however it dies.
 */
export function lockFile(databasePath: string): FileLock {
  const path = `${databasePath}-lock`
  for (;;) {
    touch(path, databasePath)
    const inode = statSync(path).ino
    const holder = hold(path, databasePath)
    if (isStillThere(path, inode)) return { release: () => release(path, holder) }
    holder.close()
  }
}

function hold(path: string, databasePath: string): Database {
  const holder = new Database(path, { readwrite: true })
  try {
    holder.run('PRAGMA busy_timeout = 0')
    holder.run('PRAGMA journal_mode = MEMORY')
    holder.run('BEGIN EXCLUSIVE')
    return holder
  } catch (error) {
    holder.close()
    if (!isBusy(error)) throw unwritable(databasePath, error)
    throw new LockedError(
      `another server is running on ${databasePath}. Stop it first, or give this one a file of its own by DATABASE_PATH.`,
      { cause: error },
    )
  }
}

function touch(path: string, databasePath: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    throw unwritable(databasePath, error)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

/** A server that stopped meanwhile has unlinked the file: a lock on an unlinked one keeps nobody out. */
function isStillThere(path: string, inode: number): boolean {
  return statSync(path, { throwIfNoEntry: false })?.ino === inode
}

function release(path: string, holder: Database): void {
  rmSync(path, { force: true })
  holder.close()
}
