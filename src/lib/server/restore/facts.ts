import { statSync } from 'node:fs'
import { readDatabase, type Sqlite } from '../db-read'
import { setOf } from './places'
import { hasColumn, listTables, quote } from './tables'

/** What a person wants to know of a database before it is put in place of another, or makes way. */
export type FileFacts = {
  bytes: number
  /** The last migration that it has: the version that wrote it. */
  schema: string | null
  accounts: number
  newestChange: Date | null
}

export function readFacts(path: string): FileFacts {
  const bytes = setOf(path).reduce(
    (sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
  return readDatabase(path, (sqlite) => ({
    bytes,
    schema: numberOrText(sqlite, 'SELECT max(name) AS value FROM migrations', 'migrations'),
    accounts: Number(numberOrText(sqlite, 'SELECT count(*) AS value FROM user', 'user') ?? 0),
    newestChange: findNewestChange(sqlite),
  }))
}

/** Of every table that says when its rows were made or changed, in milliseconds. */
function findNewestChange(sqlite: Sqlite): Date | null {
  const times = listTables(sqlite).flatMap((table) =>
    ['updated_at', 'created_at', 'at']
      .filter((column) => hasColumn(sqlite, 'main', table, column))
      .map((column) => newest(sqlite, table, column)),
  )
  const last = Math.max(0, ...times)
  return last > 0 ? new Date(last) : null
}

function newest(sqlite: Sqlite, table: string, column: string): number {
  const sql = `SELECT max(${quote(column)}) AS value FROM main.${quote(table)}`
  const value = sqlite.query<{ value: unknown }, []>(sql).get()?.value
  return typeof value === 'number' ? value : 0
}

function numberOrText(sqlite: Sqlite, sql: string, table: string): string | null {
  const isThere = sqlite.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  const value = isThere ? sqlite.query<{ value: unknown }, []>(sql).get()?.value : null
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null
}
