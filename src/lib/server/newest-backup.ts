import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from './config'
import { DamagedError } from './db'
import { findDamage, readHeader } from './db-read'

/** More would take long to look through while somebody waits for a sentence. */
const TRIED = 5

/** Where backups are made, beside the database when the environment names no folder. */
export function backupFolder({ BACKUP_DIR }: Pick<Config, 'BACKUP_DIR'>, database: string): string {
  return BACKUP_DIR === undefined ? join(dirname(database), 'backups') : resolve(BACKUP_DIR)
}

/** `wasServed` for a file that was written to before anybody knew. */
type Damage = { path: string; reason: string; cause?: unknown; wasServed?: boolean }

/** The refusal of a damaged file, with the newest backup that is whole. */
export function damageOf(damage: Damage, folders: string[], applicationId: number): DamagedError {
  const backup = findNewestBackup(damage.path, folders, applicationId)
  return new DamagedError(damage.path, damage.reason, {
    cause: damage.cause,
    wasServed: damage.wasServed ?? false,
    ...(backup !== undefined && { backup }),
  })
}

/**
 * The newest whole database of this program in the folders, the given one's own first: what one can go back to when that is
 * damaged. It is looked through before it is named. Sets that a restore put aside, and copies of a running one, do not count.
 */
function findNewestBackup(database: string, folders: string[], applicationId: number): string | undefined {
  const candidates = [dirname(database), ...folders]
    .flatMap(listFolder)
    .filter(
      (entry) =>
        entry.isFile() &&
        !/(^\..*\.partial-.*)$|-(replaced-.*|restoring.*|making|wal|shm|journal|lock|ballast)$/.test(
          entry.name,
        ),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => realpathSync(path) !== database && isStopped(path, applicationId))
  const newestFirst = [...new Set(candidates)].toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  return newestFirst.slice(0, TRIED).find((path) => findDamage(path) === null)
}

/** Nothing of one that is not there, or may not be looked into. */
function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

/** False for a file that may not be read: it helps nobody. */
function isStopped(path: string, applicationId: number): boolean {
  try {
    const header = readHeader(path)
    return header?.applicationId === applicationId && header.userVersion === 0
  } catch {
    return false
  }
}
