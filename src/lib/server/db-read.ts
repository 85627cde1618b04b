import { constants, Database } from 'bun:sqlite'
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { isPassing } from './sqlite-errors'

/** A bare connection, for what has to work with a file of any schema. */
export type Sqlite = Database

/**
 * Opens a file to read it alone, for as long as `work` takes. One without its log is taken as it lies: nothing is made
 * beside it and nothing in it changes. One with its log is read as its server would.
 */
export function readDatabase<T>(path: string, work: (sqlite: Database) => T): T {
  const sqlite = new Database(readingUri(path), constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI)
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}

/** How `readDatabase` names a file, for an ATTACH within it. https://sqlite.org/uri.html#uriimmutable */
export function readingUri(path: string): string {
  const uri = `file:${encodeURI(path).replaceAll('?', '%3f').replaceAll('#', '%23')}`
  return existsSync(`${path}-wal`) ? uri : `${uri}?immutable=1`
}

/** What is wrong with the pages of a file that nobody else has open, or with reading it; null when all is in order. */
export function findDamage(path: string): string | null {
  try {
    return lookThrough(path)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The same beside others. Throws where it is no sign of damage that the file cannot be read: somebody writes, or memory is short. */
export function findDamageBeside(path: string): string | null {
  try {
    return lookThrough(path)
  } catch (error) {
    if (isPassing(error)) throw error
    return error instanceof Error ? error.message : String(error)
  }
}

function lookThrough(path: string): string | null {
  return readDatabase(path, (sqlite) => {
    sqlite.run('PRAGMA busy_timeout = 5000')
    const [result] = Object.values(
      sqlite.query<Record<string, unknown>, []>('PRAGMA quick_check(1)').get() ?? {},
    )
    return result === 'ok' ? null : String(result)
  })
}

/**
 * The same for whoever has the lock of a file: where something is wrong, SQLite's index of the log lies, too, as it lay before.
 */
export function findDamageUntouched(path: string): string | null {
  const index = `${path}-shm`
  const before = existsSync(index) ? readFileSync(index) : null
  const damage = findDamage(path)
  if (damage === null) return null
  if (before !== null) writeFileSync(index, before)
  else rmSync(index, { force: true })
  return damage
}

/** Two numbers of an SQLite file's header, or null when it is none. https://sqlite.org/fileformat.html */
export function readHeader(path: string): { userVersion: number; applicationId: number } | null {
  const header = new Uint8Array(100)
  const file = openSync(path, 'r')
  const length = readSync(file, header)
  closeSync(file)
  if (length < header.length || new TextDecoder().decode(header.subarray(0, 16)) !== 'SQLite format 3\0')
    return null
  const view = new DataView(header.buffer)
  return { userVersion: view.getUint32(60), applicationId: view.getUint32(68) }
}
