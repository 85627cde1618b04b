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
const OWN_ENDS = /^(?:-wal|-shm|-journal|-lock|-ballast|-before-.*|-restoring.*|-replaced-.*)?$/

/** The full path that somebody named for a backup. Throws an OperatorError for one that cannot be meant. */
export function pathFor(named: string): string {
  if (named.trim() === '')
    throw new OperatorError('FILE is empty. Name the file of the backup, or leave it out.')
  const path = resolve(named)
  const database = databasePath()
  // The same folder may have another name, by a link.
  const place = followLinks(path)
  const isBeside = dirname(place) === dirname(database) && place.startsWith(database)
  if (isBeside && OWN_ENDS.test(basename(place).slice(basename(database).length)))
    throw new OperatorError(`${path} belongs to the database itself. Choose another name.`)
  return path
}
