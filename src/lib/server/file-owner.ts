import { existsSync, lchownSync, lstatSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { describeError, log } from './log'

/**
 * Gives what root has made to the owner and group of a database file, or of the nearest folder that is there when it is not:
 * the service runs as another account and has to open it. Everybody else can only make files of their own. A link that
 * somebody has put there meanwhile is not followed; a disk that takes no owner is left as it is, with a warning.
 */
export function giveToOwner(path: string, database: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(nearest(database))
  const own = lstatSync(path)
  if (own.uid === uid && own.gid === gid) return
  try {
    lchownSync(path, uid, gid)
  } catch (error) {
    log('warn', 'a file could not be given to the owner of the database', {
      path,
      error: describeError(error),
      fix: `chown ${uid}:${gid} ${path}`,
    })
  }
}

/** Makes a folder for the owner of a database alone, with the ones above that are missing. */
export function makeOwnedFolder(folder: string, database: string): void {
  const owned = nearest(database)
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) giveToOwner(made, owned)
}

function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path))
}
