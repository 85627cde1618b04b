import type { Sqlite } from '../db-read'

/** Rows by table. */
export type RowCounts = Map<string, number>

/** The rows of every table but those that virtual tables keep for themselves. */
export function countRows(sqlite: Sqlite): RowCounts {
  const tables = sqlite
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  return new Map(tables.map(({ name }) => [name, countOf(sqlite, name)]))
}

function countOf(sqlite: Sqlite, table: string): number {
  const sql = `SELECT count(*) AS amount FROM "${table.replaceAll('"', '""')}"`
  return sqlite.query<{ amount: number }, []>(sql).get()?.amount ?? 0
}

/** Of each table of the first the smaller number; a table that the second lacks has no rows there. */
export function leastOf(first: RowCounts, second: RowCounts): RowCounts {
  return new Map([...first].map(([table, rows]) => [table, Math.min(rows, second.get(table) ?? 0)]))
}

/** Throws an Error with a sentence unless a file's pages and references are in order and it has at least these rows. */
export function assertWhole(copy: Sqlite, least: RowCounts): void {
  const [integrity] = Object.values(
    copy.query<Record<string, unknown>, []>('PRAGMA integrity_check(1)').get() ?? {},
  )
  if (integrity !== 'ok') throw new Error(`its pages are not in order: ${String(integrity)}`)
  const broken = copy.query<{ table: string }, []>('PRAGMA foreign_key_check').get()
  if (broken) throw new Error(`a row of ${broken.table} points to nothing`)
  const there = countRows(copy)
  for (const [table, amount] of least) {
    if ((there.get(table) ?? 0) < amount) throw new Error(`it lacks rows of ${table}`)
  }
}

/** The name of the last migration that a file has seen; empty for a file without any. */
export function schemaVersionOf(sqlite: Sqlite): string {
  const hasAny = sqlite.query("SELECT 1 FROM sqlite_schema WHERE name = 'migrations'").get()
  if (!hasAny) return ''
  return (
    sqlite.query<{ name: string | null }, []>('SELECT max(name) AS name FROM migrations').get()?.name ?? ''
  )
}
