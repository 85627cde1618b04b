import { readDatabase, readingUri, type Sqlite } from '../db-read'
import { hasRowid, listColumns, listTables, quote } from './tables'

/**
 * Rows of a table that the file does not hold, and ones that it holds in another state. `compared` of the table's `rows` were
 * looked at, the newest first: where those are not all, it is at least so many.
 */
export type Loss = { table: string; missing: number; changed: number; compared: number; rows: number }

/** How long it may take in all, in milliseconds. */
const PATIENCE = 10_000

/** So many rows are compared between two looks at the clock. */
const AT_ONCE = 1000

/** What is in `present` and would be gone, or older, with `file` in its place, and what the time was not enough for. */
export function compareDatabases(present: string, file: string, patience = PATIENCE): Loss[] {
  return readDatabase(present, (sqlite) => {
    sqlite.run('ATTACH ? AS file', [readingUri(file)])
    const end = performance.now() + patience
    // The smallest first: what they leave of the time is for the large ones.
    const tables = listTables(sqlite)
      .map((table) => ({ table, rows: countRows(sqlite, table) }))
      .toSorted((one, other) => one.rows - other.rows)
    return tables
      .map((each, place) => {
        const now = performance.now()
        return compareTable(sqlite, each, now + (end - now) / (tables.length - place))
      })
      .filter(({ missing, changed, compared, rows }) => missing + changed > 0 || compared < rows)
      .toSorted((one, other) => (one.table < other.table ? -1 : 1))
  })
}

function compareTable(sqlite: Sqlite, { table, rows }: Pick<Loss, 'table' | 'rows'>, until: number): Loss {
  const compare = preparePiece(sqlite, table)
  const loss: Loss = { table, missing: 0, changed: 0, compared: 0, rows }
  if (compare === null) return { ...loss, missing: rows, compared: rows }
  let piece = compare(Number.MAX_SAFE_INTEGER)
  for (;;) {
    loss.missing += piece.missing
    loss.changed += piece.changed
    loss.compared += piece.compared
    if (piece.compared === 0 || loss.compared >= rows || performance.now() > until) return loss
    piece = compare(piece.first)
  }
}

type Piece = { compared: number; missing: number; changed: number; first: number }

/**
 * How the newest rows before a rowid are compared, by their primary key; a table without rowids is one piece. Null where
 * the file has no such table, or one with another key.
 */
function preparePiece(sqlite: Sqlite, table: string): ((before: number) => Piece) | null {
  const [own, other] = (['main', 'file'] as const).map((side) => listColumns(sqlite, side, table))
  const keys = (own ?? []).filter(({ pk }) => pk > 0).map(({ name }) => name)
  const shared = (own ?? [])
    .map(({ name }) => name)
    .filter((name) => other?.some((each) => each.name === name))
  if (shared.length === 0 || keys.some((key) => !shared.includes(key))) return null
  const isPlaced = hasRowid(sqlite, table)
  const place = isPlaced ? 'rowid' : '0'
  const key = keys.length > 0 ? keys.map(quote) : ['rowid']
  const query = sqlite.query<Piece, [number]>(
    `SELECT count(*) AS compared, coalesce(min(own.place), 0) AS first,
       coalesce(sum(other.${key[0]} IS NULL), 0) AS missing,
       coalesce(sum(other.${key[0]} IS NOT NULL AND (${differs(shared, keys)})), 0) AS changed
     FROM (SELECT ${place} AS place, ${keys.length > 0 ? '*' : 'rowid, *'} FROM main.${quote(table)}
       WHERE ${place} < ? ${isPlaced ? `ORDER BY rowid DESC LIMIT ${AT_ONCE}` : ''}) AS own
     LEFT JOIN file.${quote(table)} AS other ON ${key.map((name) => `other.${name} = own.${name}`).join(' AND ')}`,
  )
  return (before) => query.get(before) ?? { compared: 0, missing: 0, changed: 0, first: 0 }
}

/** A row that is older than the file's would not be lost. */
function differs(shared: string[], keys: string[]): string {
  const values = shared.filter((name) => !keys.includes(name)).map(quote)
  if (values.length === 0) return '0'
  const isOther = values.map((name) => `own.${name} IS NOT other.${name}`).join(' OR ')
  return shared.includes('updated_at') ? `(${isOther}) AND own.updated_at >= other.updated_at` : isOther
}

function countRows(sqlite: Sqlite, table: string): number {
  return (
    sqlite.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM main.${quote(table)}`).get()?.rows ?? 0
  )
}
