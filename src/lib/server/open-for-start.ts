import { existsSync, statSync } from 'node:fs'
import type { Identity } from '@/lib/identity'
import { checkDatabase, DamagedError, openDatabase, toDamage, type DatabaseClient } from './db'
import { findDamageUntouched } from './db-read'
import { log } from './log'
import type { Migration } from './migrate'
import { damageOf } from './newest-backup'
import { findMark, isRestored, readLastStop, setMark, type LastStop } from './running-mark'
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
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const isChecked = lastStop !== 'clean' || size < CHECKED_AT_ONCE
  // Only an open connection can roll back what a journal holds: nothing is in order before that.
  const isJournalled = existsSync(`${path}-journal`)
  if (isChecked && size > 0 && !isJournalled) assertUndamaged(path)
  const client = openDatabase(path, identity.applicationId)
  try {
    if (isChecked && isJournalled) checkDatabase(client, path)
    noteLastStop(client, lastStop)
    const applied = upgrade({ client, path, identity, migrations })
    client.$client.run(OPTIMIZE_AT_OPEN)
    return { client, applied, lastStop, isChecked: isChecked || applied.length > 0 }
  } catch (error) {
    client.$client.close()
    throw error
  }
}

/** Before anything may write to it: what is refused stays as it is, with its log. */
function assertUndamaged(path: string): void {
  const damage = findDamageUntouched(path)
  if (damage !== null) throw new DamagedError(path, toDamage(damage))
}

/**
 * What the file said of the last run is known now, and a copy of it was not made live. One that was copied live says so until
 * a start has told it: this one may still fail.
 */
function noteLastStop(client: DatabaseClient, lastStop: LastStop): void {
  const mark = findMark(client)
  if (lastStop === 'copied_live') setMark(client, isRestored(mark) ? 'restored_copied' : 'copied')
  else if (mark === 'running') setMark(client, 'stopped')
}
