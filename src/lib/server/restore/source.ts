import { constants, copyFileSync, chmodSync, existsSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describeLack } from '../copy/room'
import { closeDatabase, DamagedError, openDatabase, refuseForeign, toDamage } from '../db'
import { readDatabase, readHeader } from '../db-read'
import { OperatorError } from '../errors'
import { giveToOwner } from '../file-owner'
import { LockedError, lockFile } from '../lock'
import { compareMigrations, NewerDatabaseError, type Migration } from '../migrate'
import { isOutOfSpace } from '../sqlite-errors'

/** EX_NOINPUT and EX_DATAERR of sysexits.h. */
const [EX_NOINPUT, EX_DATAERR] = [66, 65]

/** The backup itself, whichever link leads to it. Throws an OperatorError for what cannot be one of this program. */
export function findSource(file: string, database: string, applicationId: number): string {
  const stats = attemptToRead(file, () => statSync(file, { throwIfNoEntry: false }))
  if (!stats)
    throw new OperatorError(`there is no ${file}. Name the backup to restore.`, { exitCode: EX_NOINPUT })
  const present = statSync(database, { throwIfNoEntry: false })
  if (present && stats.ino === present.ino && stats.dev === present.dev)
    throw new OperatorError(`${file} is the database itself. Name a backup of it.`)
  if (present && !present.isFile())
    throw new OperatorError(`${database} is not a file. DATABASE_PATH must name one.`)
  // Whatever else lies there is somebody's: only a database of this program makes way for one.
  if (present && present.size > 0) refuseForeign(database, applicationId)
  const header = stats.isFile() ? attemptToRead(file, () => readHeader(file)) : null
  if (!header) throw new OperatorError(`${file} is not a database. Name a backup.`, { exitCode: EX_DATAERR })
  if (header.applicationId !== applicationId)
    throw new OperatorError(`${file} is the database of another program.`, { exitCode: EX_DATAERR })
  const source = realpathSync(file)
  refuseInUse(source)
  return source
}

/** Throws an OperatorError for a live copy that nobody has said to take. */
export function refuseLiveCopy(
  { source, isLiveCopy }: { source: string; isLiveCopy: boolean },
  isAccepted = false,
): void {
  if (!isLiveCopy || isAccepted) return
  throw new OperatorError(
    `${source} was copied while its server ran, without its -wal: its newest changes are missing. Restore another backup, or take it as it is by --live-copy. Nothing was changed.`,
    { exitCode: EX_DATAERR },
  )
}

function attemptToRead<T>(file: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `${file} cannot be read (${reason}). Let the account that runs this read it, or name another backup.`,
      { cause, exitCode: EX_NOINPUT },
    )
  }
}

/** A server works on it: a copy of its files would be neither here nor there. */
function refuseInUse(source: string): void {
  if (!existsSync(`${source}-lock`)) return
  try {
    lockFile(source).release()
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    throw new OperatorError(
      `a server is running on ${source}. Make a backup of it by the backup command, and restore that.`,
      { cause: error },
    )
  }
}

/**
 * Copies a backup, with the log that lies beside it, and brings both into one file, which belongs to whoever has the database;
 * the backup stays as it is. Throws an OperatorError when there is no room, or when the two do not fit each other.
 */
export function copySource(source: string, target: string, applicationId: number, database: string): void {
  const folder = dirname(target)
  const lack = describeLack(source, folder)
  if (lack !== null)
    throw new OperatorError(`there is not enough room in ${folder}: ${lack}. Make room there first.`)
  for (const end of ['', '-wal']) {
    if (!existsSync(source + end)) continue
    copyFileSync(source + end, target + end, constants.COPYFILE_FICLONE)
    chmodSync(target + end, 0o600)
    giveToOwner(target + end, database)
  }
  if (existsSync(`${target}-wal`)) mergeLog(source, target, applicationId)
}

function mergeLog(source: string, target: string, applicationId: number): void {
  try {
    const client = openDatabase(target, applicationId)
    try {
      closeDatabase(client)
    } finally {
      client.$client.close()
    }
  } catch (cause) {
    if (isOutOfSpace(cause))
      throw new OperatorError(`there is not enough room beside ${target}. Make room first.`, { cause })
    throw damagedSource(source, cause instanceof DamagedError ? cause.reason : toDamage(cause))
  }
}

function damagedSource(source: string, damage: string): OperatorError {
  return new OperatorError(`${source} is damaged (${damage}). Restore another backup. Nothing was changed.`, {
    exitCode: EX_DATAERR,
  })
}

/**
 * Looks through all of a backup, and compares its migrations with this binary's: true when it has all of them. Throws an
 * OperatorError when it is damaged, or newer than the binary.
 */
export function verifySource(path: string, shown: string, migrations: Migration[]): boolean {
  const damage = findFault(path)
  if (damage !== null) throw damagedSource(shown, damage)
  try {
    return readDatabase(path, (sqlite) => compareMigrations(sqlite, migrations).pending.length === 0)
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error
    throw new OperatorError(
      `${shown} was written by a newer version (${error.migration}). Restore it by that version's binary. Nothing was changed.`,
      { cause: error, exitCode: EX_DATAERR },
    )
  }
}

function findFault(path: string): string | null {
  try {
    return readDatabase(path, (sqlite) => {
      const [result] = Object.values(
        sqlite.query<Record<string, unknown>, []>('PRAGMA integrity_check(1)').get() ?? {},
      )
      if (result !== 'ok') return toDamage(result)
      return sqlite.query('PRAGMA foreign_key_check').get() ? 'a row points to nothing' : null
    })
  } catch (error) {
    return toDamage(error)
  }
}
