import type { Sqlite } from '../db-read'

/** What comes and goes by itself, and nobody would miss. */
const PASSING = ['session', 'verification', 'jobs', 'migrations', 'credential_failures']

/** Without virtual tables, and what these keep for themselves. */
export function listTables(sqlite: Sqlite): string[] {
  return sqlite
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !PASSING.includes(name))
}

/** A file that is open, or the one that is attached to it. */
export type Side = 'main' | 'file'

export function hasColumn(sqlite: Sqlite, side: Side, table: string, column: string): boolean {
  return listColumns(sqlite, side, table).some(({ name }) => name === column)
}

/** The columns of a table; `pk` is a column's place in the primary key, 0 for one that is not in it. None without a table. */
export function listColumns(sqlite: Sqlite, side: Side, table: string): { name: string; pk: number }[] {
  return sqlite
    .query<{ name: string; pk: number }, [string, string]>('SELECT name, pk FROM pragma_table_info(?, ?)')
    .all(table, side)
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** False for a table that was made WITHOUT ROWID. */
export function hasRowid(sqlite: Sqlite, table: string): boolean {
  return (
    sqlite
      .query("SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? AND wr = 0")
      .get(table) !== null
  )
}
