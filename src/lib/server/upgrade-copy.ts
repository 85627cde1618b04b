import { closeSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { beforePath } from './before-copies'
import type { DatabaseClient } from './db'
import { syncFile } from './copy/give-name'
import { describeLack } from './copy/room'
import { assertWhole, countRows } from './copy/verify-copy'
import { readDatabase } from './db-read'
import { OperatorError } from './errors'
import { giveToOwner } from './file-owner'
import type { Migration } from './migrate'
import { removeSet, syncFolder } from './restore/places'

/** EX_CANTCREAT of sysexits.h. */
const EX_CANTCREAT = 73

/**
 * Copies a file that is about to be migrated, for whoever has its lock and before anybody is served: made under another
 * name, looked through, written to the disk, and only then given its own. Returns where it lies. Throws an OperatorError,
 * and leaves nothing, when it cannot be made or is not whole.
 */
export function copyBefore({ $client: sqlite }: DatabaseClient, path: string, first: Migration): string {
  const target = beforePath(path, first)
  const making = `${target}-making`
  try {
    removeSet(making)
    const lack = describeLack(path, dirname(path))
    if (lack !== null) throw new Error(lack)
    const counts = countRows(sqlite)
    // SQLite takes an empty file, and would make one that others can read.
    closeSync(openSync(making, 'wx', 0o600))
    giveToOwner(making, path)
    sqlite.run('VACUUM INTO ?', [making])
    readDatabase(making, (copy) => assertWhole(copy, counts))
    syncFile(making)
    renameSync(making, target)
    syncFolder(target)
    return target
  } catch (cause) {
    removeSet(making)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `the copy that is kept before an upgrade could not be made (${reason}). Nothing was changed: make room beside ${path}, or start the version that you had.`,
      { cause, exitCode: EX_CANTCREAT },
    )
  }
}
