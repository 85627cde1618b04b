import { statSync } from 'node:fs'
import { readDatabase, readingUri, type Sqlite } from '../db-read'
import { setOf } from './places'

/** What a person wants to know of a database before it is put in place of another, or makes way. */
export type FileFacts = {
  bytes: number
  /** The last migration that it has: the version that wrote it. */
  schema: string | null
  accounts: number
  newestChange: Date | null
}

/** Rows of a table that the file does not hold, and ones that it holds in an earlier state. */
export type Loss = { table: string; missing: number; changed: number }

/** What comes and goes by itself, and nobody would miss. */
const PASSING = ['session', 'verification', 'jobs', 'migrations']

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

/** What is in `present` and would be gone, or older, with `file` in its place; tables that both have, by their ids. */
export function compareDatabases(present: string, file: string): Loss[] {
  return readDatabase(present, (sqlite) => {
    sqlite.run('ATTACH ? AS file', [readingUri(file)])
    return listTables(sqlite)
      .filter((table) => hasColumn(sqlite, 'main', table, 'id'))
      .map((table) => compareTable(sqlite, table))
      .filter(({ missing, changed }) => missing + changed > 0)
  })
}

function compareTable(sqlite: Sqlite, table: string): Loss {
  const name = quote(table)
  if (!hasColumn(sqlite, 'file', table, 'id')) return { table, missing: countAll(sqlite, name), changed: 0 }
  const count = (condition: string) =>
    sqlite.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM main.${name} AS own ${condition}`).get()
      ?.rows ?? 0
  const missing = count(`WHERE NOT EXISTS (SELECT 1 FROM file.${name} AS other WHERE other.id = own.id)`)
  const isDated = (['main', 'file'] as const).every((side) => hasColumn(sqlite, side, table, 'updated_at'))
  const changed = isDated
    ? count(`JOIN file.${name} AS other ON other.id = own.id WHERE own.updated_at > other.updated_at`)
    : 0
  return { table, missing, changed }
}

function countAll(sqlite: Sqlite, name: string): number {
  return sqlite.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM main.${name}`).get()?.rows ?? 0
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

/** Without virtual tables, and what these keep for themselves. */
function listTables(sqlite: Sqlite): string[] {
  return sqlite
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !PASSING.includes(name))
}

function hasColumn(sqlite: Sqlite, side: 'main' | 'file', table: string, column: string): boolean {
  const sql = 'SELECT 1 FROM pragma_table_info(?, ?) WHERE name = ?'
  return sqlite.query(sql).get(table, side, column) !== null
}

function numberOrText(sqlite: Sqlite, sql: string, table: string): string | null {
  const isThere = sqlite.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
  const value = isThere ? sqlite.query<{ value: unknown }, []>(sql).get()?.value : null
  return typeof value === 'number' || typeof value === 'string' ? String(value) : null
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
