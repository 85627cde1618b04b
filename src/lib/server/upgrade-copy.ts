import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { beforePath } from './before-copies'
import type { DatabaseClient } from './db'
import { readDatabase, type Sqlite } from './db-read'
import { OperatorError } from './errors'
import type { Migration } from './migrate'
import { setOf, syncFolder } from './restore/places'

/** EX_CANTCREAT of sysexits.h. */
const EX_CANTCREAT = 73

/**
 * Copies a file that is about to be migrated, for whoever has its lock and before anybody is served: made under another
 * name, looked through, written to the disk, and only then given its own. Returns where it lies. Throws an OperatorError,
 * and leaves nothing, when it cannot be made or is not whole.
 */
export function copyBefore({ $client: sqlite }: DatabaseClient, path: string, first: Migration): string {
  const target = beforePath(path, first)
  const making = `${target}-making`
  try {
    removeSet(making)
    assertRoom(path)
    const counts = countRows(sqlite)
    sqlite.run('VACUUM INTO ?', [making])
    chmodSync(making, 0o600)
    readDatabase(making, (copy) => assertWhole(copy, counts))
    sync(making)
    renameSync(making, target)
    syncFolder(target)
    return target
  } catch (cause) {
    removeSet(making)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `the copy that is kept before an upgrade could not be made (${reason}). Nothing was changed: make room beside ${path}, or start the version that you had.`,
      { cause, exitCode: EX_CANTCREAT },
    )
  }
}

function assertRoom(path: string): void {
  const { bavail, bsize } = statfsSync(path)
  const needed = setOf(path).reduce(
    (sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
  if (bavail * bsize < needed)
    throw new Error(`it takes up to ${needed} bytes, and ${bavail * bsize} are free`)
}

function assertWhole(copy: Sqlite, counts: Map<string, number>): void {
  const [integrity] = Object.values(
    copy.query<Record<string, unknown>, []>('PRAGMA integrity_check(1)').get() ?? {},
  )
  if (integrity !== 'ok') throw new Error(`the copy is not in order: ${String(integrity)}`)
  if (copy.query('PRAGMA foreign_key_check').get()) throw new Error('a row of the copy points to nothing')
  const there = countRows(copy)
  for (const [table, count] of counts) {
    if (there.get(table) !== count) throw new Error(`the copy lacks rows of ${table}`)
  }
}

/** Rows by table, without those that virtual tables keep for themselves. */
function countRows(sqlite: Sqlite): Map<string, number> {
  const tables = sqlite
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'",
    )
    .all()
  return new Map(tables.map(({ name }) => [name, countOf(sqlite, name)]))
}

function countOf(sqlite: Sqlite, table: string): number {
  const sql = `SELECT count(*) AS rows FROM "${table.replaceAll('"', '""')}"`
  return sqlite.query<{ rows: number }, []>(sql).get()?.rows ?? 0
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function removeSet(path: string): void {
  for (const each of setOf(path)) rmSync(each, { force: true })
}
