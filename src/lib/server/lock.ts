import { Database } from 'bun:sqlite'
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { unwritable } from './db'
import { readDatabase, type Sqlite } from './db-read'
import { OperatorError } from './errors'
import { giveToOwner } from './file-owner'
import { isOutOfSpace } from './sqlite-errors'

/** Which run of which file holds a lock, or held it when it crashed. */
export type Holder = { run: number; inode: number }

/**
 * Holds a database file for one server. `release` gives it back and takes the lock file away, unless it is one that a crash
 * left and that still says of the file what nobody has looked at: `remember` and `forget` end that, or it goes along to where
 * the file was moved.
 */
export type FileLock = {
  remember: (holder: Holder) => void
  forget: (movedTo?: string) => void
  /** Leaves the lock file when it is released: it says of the file what could not be written into it. */
  keep: () => void
  release: () => void
}

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
    const sqlite = hold(path, databasePath)
    if (isStillThere(path, inode)) return toLock(path, sqlite, readHolder(databasePath) !== null)
    sqlite.close()
  }
}

function toLock(path: string, sqlite: Database, isLeft: boolean): FileLock {
  let isTelling = isLeft
  let goesTo: string | undefined
  return {
    remember: (holder) => {
      isTelling = false
      write(sqlite, holder)
    },
    forget: (movedTo) => {
      isTelling = false
      goesTo = movedTo
    },
    keep: () => {
      isTelling = true
    },
    release: () => {
      if (goesTo !== undefined) renameSync(path, `${goesTo}-lock`)
      else if (!isTelling) rmSync(path, { force: true })
      sqlite.close()
    },
  }
}

/**
 * What the lock beside a database file says, whoever has it; null when there is none or it says nothing. It is read as it lies,
 * so that a server that is just starting is not kept out.
 */
export function readHolder(databasePath: string): Holder | null {
  const path = `${databasePath}-lock`
  if (!existsSync(path)) return null
  try {
    return readDatabase(path, (sqlite) => {
      const run = readNumber(sqlite, 'user_version')
      return run === 0 ? null : { run, inode: readNumber(sqlite, 'application_id') }
    })
  } catch {
    return null
  }
}

/** A file's number on its disk, as a lock can keep it. */
export function inodeOf({ ino }: { ino: number }): number {
  return ino % 2 ** 31
}

function readNumber(sqlite: Sqlite, name: string): number {
  return Object.values(sqlite.query<Record<string, number>, []>(`PRAGMA ${name}`).get() ?? {})[0] ?? 0
}

function hold(path: string, databasePath: string): Database {
  const sqlite = new Database(path, { readwrite: true })
  try {
    sqlite.run('PRAGMA busy_timeout = 0')
    sqlite.run('PRAGMA page_size = 512')
    sqlite.run('PRAGMA journal_mode = MEMORY')
    // Kept from one transaction to the next.
    sqlite.run('PRAGMA locking_mode = EXCLUSIVE')
    sqlite.run('BEGIN EXCLUSIVE')
    return sqlite
  } catch (error) {
    sqlite.close()
    if (!isBusy(error)) throw unwritable(databasePath, error)
    throw new LockedError(
      `another server is running on ${databasePath}. Stop it first, or give this one a file of its own by DATABASE_PATH.`,
      { cause: error },
    )
  }
}

/** Without room on the disk it holds all the same, and says nothing after a crash. */
function write(sqlite: Database, { run, inode }: Holder): void {
  try {
    sqlite.run(`PRAGMA user_version = ${run}`)
    sqlite.run(`PRAGMA application_id = ${inode}`)
    sqlite.run('COMMIT')
  } catch (error) {
    if (!isOutOfSpace(error)) throw error
    if (sqlite.inTransaction) sqlite.run('ROLLBACK')
  }
  sqlite.run('BEGIN EXCLUSIVE')
}

function touch(path: string, databasePath: string): void {
  try {
    const isNew = !existsSync(path)
    closeSync(openSync(path, 'a', 0o600))
    if (isNew) giveToOwner(path, databasePath)
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
