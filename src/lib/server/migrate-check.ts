import type { DatabaseClient } from './db'

type Part = { type: string; name: string; sql: string }

/**
 * Looks at what the migrations of an upgrade left, before it is kept: every part of the schema as in `fresh`, a new file
 * that has the same ones; pages in order; every table open to reading and writing; and what was written comes back.
 * Throws an Error that says what is wrong.
 */
export function checkUpgrade(client: DatabaseClient, fresh: DatabaseClient): void {
  const expected = readParts(fresh)
  const there = new Map(readParts(client).map(({ name, sql }) => [name, sql]))
  for (const { type, name, sql } of expected) {
    if (there.get(name) !== sql) throw new Error(`${type} ${name} is not as this version has it`)
  }
  checkPages(client)
  for (const name of listTables(fresh)) compileWrites(client, name)
  if (recordOf(client) !== recordOf(fresh)) throw new Error('what was written did not come back')
}

function readParts({ $client: sqlite }: DatabaseClient): Part[] {
  return sqlite
    .query<Part, []>(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all()
}

/** Without virtual tables and the ones that these keep for themselves. */
function listTables({ $client: sqlite }: DatabaseClient): string[] {
  const listed = sqlite.query<{ name: string }, []>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  )
  return listed.all().map(({ name }) => name)
}

function checkPages({ $client: sqlite }: DatabaseClient): void {
  const row = sqlite.query<{ quick_check: string }, []>('PRAGMA quick_check(1)').get()
  if (row?.quick_check !== 'ok') throw new Error(`the pages are not in order (${row?.quick_check})`)
}

/** A trigger that names a column which is gone fails only when somebody writes: compiling finds it now. */
function compileWrites({ $client: sqlite }: DatabaseClient, table: string): void {
  const name = `"${table.replaceAll('"', '""')}"`
  const [column] = sqlite
    .query<{ name: string }, [string]>('SELECT name FROM pragma_table_info(?)')
    .all(table)
  const first = `"${(column?.name ?? '').replaceAll('"', '""')}"`
  sqlite.query(`SELECT 1 FROM ${name} LIMIT 1`).get()
  for (const statement of [
    `INSERT INTO ${name} DEFAULT VALUES`,
    `UPDATE ${name} SET ${first} = ${first}`,
    `DELETE FROM ${name}`,
  ])
    sqlite.prepare(statement).finalize()
}

function recordOf({ $client: sqlite }: DatabaseClient): string {
  return JSON.stringify(sqlite.query('SELECT name, checksum FROM migrations ORDER BY name').all())
}
