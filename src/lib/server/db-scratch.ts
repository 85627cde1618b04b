import { Database } from 'bun:sqlite'

/** A database in memory that nobody else sees, for what SQLite does best without the file: it holds nothing that is kept. */
export function openScratch(): Database {
  return new Database(':memory:')
}
