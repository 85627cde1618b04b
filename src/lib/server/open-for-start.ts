import { statSync } from 'node:fs'
import type { Identity } from '@/lib/identity'
import { checkDatabase, DamagedError, openDatabase, type DatabaseClient } from './db'
import { log } from './log'
import type { Migration } from './migrate'
import { damageOf } from './newest-backup'
import { findMark, readLastStop, setMark, type LastStop } from './running-mark'
import { settleSwap } from './restore/swap'
import { upgrade } from './upgrade'

/** A larger file is looked through beside the server, unless there is a reason for doubt: 8 ms a megabyte. */
const CHECKED_AT_ONCE = 32 * 1024 * 1024

/** Lets SQLite look at every table once: https://sqlite.org/pragma.html#pragma_optimize */
const OPTIMIZE_AT_OPEN = 'PRAGMA optimize = 0x10002'

/**
 * A file that is open, of this version's schema. `isChecked` is false for a large one whose pages are still to be looked
 * through.
 */
export type OpenedFile = { client: DatabaseClient; applied: string[]; lastStop: LastStop; isChecked: boolean }

type Opening = { path: string; identity: Identity; migrations: Migration[]; backupFolders: string[] }

/**
 * Opens the file for whoever has its lock: ends what a restore left, looks at the pages, brings the schema to this version.
 * Throws an OperatorError, and closes the file, when it is damaged or does not fit.
 */
export function openForStart(opening: Opening): OpenedFile {
  try {
    return open(opening)
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error
    const { path, identity, backupFolders } = opening
    throw damageOf({ path, reason: error.reason, cause: error }, backupFolders, identity.applicationId)
  }
}

function open({ path, identity, migrations }: Opening): OpenedFile {
  settleSwap(path, new Date())
  const lastStop = readLastStop(path)
  if (lastStop === 'copied_live')
    log(
      'warn',
      'the database was copied while it was in use, without its -wal: the newest changes are missing',
      {
        fix: 'if that matters, stop, put the whole set or a backup back, and copy with the backup command from now on',
      },
    )
  const client = openDatabase(path, identity.applicationId)
  try {
    const isChecked = lastStop !== 'clean' || statSync(path).size < CHECKED_AT_ONCE
    if (isChecked) checkDatabase(client, path)
    // What it said of the last run is known now, and a copy of it was not made live.
    if (findMark(client) === 'running') setMark(client, 'stopped')
    const applied = upgrade({ client, path, identity, migrations })
    client.$client.run(OPTIMIZE_AT_OPEN)
    return { client, applied, lastStop, isChecked: isChecked || applied.length > 0 }
  } catch (error) {
    client.$client.close()
    throw error
  }
}
