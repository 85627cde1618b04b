import { Database } from 'bun:sqlite'
import { closeSync, openSync } from 'node:fs'
import { giveToOwner } from './file-owner'
import { countRows, leastOf, type RowCounts } from './copy/verify-copy'

/**
 * Writes a compact copy of a database to a path where nothing lies, while others go on writing to it; returns the rows that were
 * there when it began and still are: what was deleted meanwhile, as jobs that are done, may be in it or not. The copy carries the
 * mark of a clean stop. https://sqlite.org/lang_vacuum.html#vacuuminto
 */
export function vacuumInto(from: string, to: string): RowCounts {
  const source = new Database(from, { readonly: true })
  try {
    source.run('PRAGMA busy_timeout = 5000')
    source.run('PRAGMA cache_size = -8000')
    const counts = countRows(source)
    // SQLite takes an empty file, and would make one that others can read.
    closeSync(openSync(to, 'wx', 0o600))
    giveToOwner(to, from)
    source.run('VACUUM INTO ?', [to])
    return leastOf(counts, countRows(source))
  } finally {
    source.close()
    markStopped(to)
  }
}

/** `user_version` says whether a file is in use (running-mark.ts): of a copy that is not true. */
function markStopped(path: string): void {
  if (!Bun.file(path).size) return
  const copy = new Database(path, { readwrite: true, create: false })
  try {
    copy.run('PRAGMA journal_mode = DELETE')
    copy.run('PRAGMA user_version = 0')
  } finally {
    copy.close()
  }
}
