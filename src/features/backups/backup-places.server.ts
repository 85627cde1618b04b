import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { OperatorError } from '@/lib/server/errors'
import { makeOwnedFolder } from '@/lib/server/file-owner'
import { instance } from '@/lib/server/instance'
import { followLinks } from '@/lib/server/start'

/** The folder of the backups: BACKUP_DIR, or `backups` beside the database. */
export function backupFolder(): string {
  const { BACKUP_DIR } = instance().config
  return BACKUP_DIR === undefined ? join(dirname(databasePath()), 'backups') : resolve(BACKUP_DIR)
}

export function databasePath(): string {
  return followLinks(instance().config.DATABASE_PATH)
}

/** Makes the folder where there is none. Throws an OperatorError with what to do. */
export function makeFolder(folder: string): void {
  try {
    makeOwnedFolder(folder, databasePath())
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `the folder ${folder} cannot be made (${reason}). Make it, or set BACKUP_DIR to one that can be written.`,
      { cause },
    )
  }
}

/** Where a backup of this moment lies: `capsule-20261128-033000-a1b2.db`; the end of its id tells two of a second apart. */
export function usualPath(id: string, now: Date): string {
  const [day = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split(/[T.]/)
  return join(backupFolder(), `${instance().identity.command}-${day}-${time}-${id.slice(-4)}.db`)
}

/** The names that belong to the database: no backup may take one. */
const OWN_ENDS = /^(?:-wal|-shm|-journal|-lock|-backup-lock|-ballast|-before-.*|-restoring.*|-replaced-.*)?$/

/** A copy is made under a name that is 22 bytes longer, and SQLite adds some: a file system takes 255. */
const LONGEST_NAME = 220

/**
 * The full path that somebody named for a backup. Throws an OperatorError with a sentence for one that cannot be meant: nothing was
 * tried yet, so that a slip of the hand is no failed backup.
 */
export function pathFor(named: string): string {
  if (named.trim() === '')
    throw new OperatorError('FILE is empty. Name the file of the backup, or leave it out.')
  const path = resolve(named)
  refuseFolder(path)
  const database = databasePath()
  // The same folder may have another name, by a link.
  const place = followLinks(path)
  const isBeside = dirname(place) === dirname(database) && place.startsWith(database)
  if (isBeside && OWN_ENDS.test(basename(place).slice(basename(database).length)))
    throw new OperatorError(`${path} belongs to the database itself. Choose another name.`)
  refuseTaken(path)
  return path
}

function refuseFolder(path: string): void {
  const folder = dirname(path)
  if (Buffer.byteLength(basename(path)) > LONGEST_NAME)
    throw new OperatorError(`the name of FILE is too long. Choose one of ${LONGEST_NAME} bytes at most.`)
  const place = look(() => statSync(folder, { throwIfNoEntry: false }), folder)
  if (!place) throw new OperatorError(`there is no folder ${folder}. Make it first.`)
  if (!place.isDirectory()) throw new OperatorError(`${folder} is no folder. Choose another place.`)
  look(() => accessSync(folder, constants.W_OK | constants.X_OK), folder)
}

function refuseTaken(path: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false })
  if (!there) return
  if (there.isDirectory())
    throw new OperatorError(`${path} is a folder. Name a file in it, such as ${join(path, 'backup.db')}.`)
  if (there.isSymbolicLink() && !existsSync(path))
    throw new OperatorError(`${path} is a link to what is not there. Remove it, or choose another name.`)
  throw new OperatorError(`${path} is there already, and is not written over. Choose another name.`)
}

/** What the system does not let us see or write is said in a sentence. */
function look<T>(ask: () => T, folder: string): T {
  try {
    return ask()
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new OperatorError(
      `no file can be made in ${folder} (${reason}). Choose another folder, or let this account write there.`,
      { cause },
    )
  }
}
