import { constants, Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'

/**
 * Opens a file to read it alone, for as long as `work` takes. One without its log is taken as it lies: nothing is made
 * beside it and nothing in it changes. One with its log is read as its server would.
 */
export function readDatabase<T>(path: string, work: (sqlite: Database) => T): T {
  const sqlite = existsSync(`${path}-wal`) ? new Database(path, { readonly: true }) : openAsItLies(path)
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}

/** https://sqlite.org/uri.html#uriimmutable */
function openAsItLies(path: string): Database {
  const uri = `file:${encodeURI(path).replaceAll('?', '%3f').replaceAll('#', '%23')}?immutable=1`
  return new Database(uri, constants.SQLITE_OPEN_READONLY | constants.SQLITE_OPEN_URI)
}
