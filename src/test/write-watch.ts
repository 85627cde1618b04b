import type { DatabaseClient } from '@/lib/server/db'
import { placesOf } from './reached'

/** Beyond so many rows of a table only their number is compared. */
const MOST_ROWS = 2_000

const FAULT = 'a provoked fault'

type Sqlite = DatabaseClient['$client']

/**
 * Sees every row that is written on this connection, by triggers that belong to it alone, and has the write at one place
 * fail. `end` takes the triggers away.
 */
export function watchWrites({ $client: sqlite }: DatabaseClient) {
  const tables = listTables(sqlite)
  const before = tables.map((table) => dump(sqlite, table))
  let seen = 0
  let failing = 0
  let places = new Set<string>()
  sqlite.function('see_write', () => {
    seen += 1
    for (const place of placesOf(new Error('who writes'))) places.add(place)
    if (seen === failing) throw new Error(FAULT)
    return null
  })
  setTriggers(sqlite, tables)

  return {
    /** Runs work whose write at `place`, from 1, fails; none does for 0. Says how it failed, and who wrote how much. */
    run(place: number, work: () => void): { failure: unknown; writes: number; places: Set<string> } {
      seen = 0
      failing = place
      places = new Set()
      const failure = failureOf(work)
      failing = 0
      return { failure, writes: seen, places }
    },
    /** The names of the tables that are no longer as they were. */
    changed: () => tables.filter((table, at) => dump(sqlite, table) !== before[at]),
    end: () => dropTriggers(sqlite, tables),
  }
}

/** Every ordinary table; those of the full-text search follow the triggers of the table that they search. */
function listTables(sqlite: Sqlite): string[] {
  const sql = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`
  return sqlite
    .query<{ name: string }, []>(sql)
    .all()
    .map(({ name }) => name)
}

function dump(sqlite: Sqlite, table: string): string {
  const rows = sqlite.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM "${table}"`).get()?.rows ?? 0
  if (rows > MOST_ROWS) return String(rows)
  return JSON.stringify(sqlite.query(`SELECT * FROM "${table}"`).values())
}

const kinds = ['INSERT', 'UPDATE', 'DELETE']

function setTriggers(sqlite: Sqlite, tables: string[]): void {
  for (const table of tables) {
    for (const kind of kinds) {
      sqlite.run(
        `CREATE TEMP TRIGGER "see_${kind}_${table}" BEFORE ${kind} ON main."${table}" BEGIN SELECT see_write(); END`,
      )
    }
  }
}

function dropTriggers(sqlite: Sqlite, tables: string[]): void {
  for (const table of tables) {
    for (const kind of kinds) sqlite.run(`DROP TRIGGER temp."see_${kind}_${table}"`)
  }
}

function failureOf(work: () => void): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}
