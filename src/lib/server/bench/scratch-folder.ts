import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OperatorError } from '../errors'
import { readFreeSpace } from '../free-space'
import { lockFile } from '../lock'

/** What the measuring takes of the disk at most, in bytes: a small database, what it grows by, and a copy. */
const NEEDED = 400_000_000

/**
 * An empty folder beside a database, so that it is the same disk that is measured; what a killed measuring left there goes.
 * Throws an OperatorError where there is no room, and while another measuring is under way.
 */
export function makeScratchFolder(databasePath: string): string {
  const folder = `${databasePath}-bench`
  assertRoom(dirname(databasePath))
  if (existsSync(folder)) {
    lockFile(scratchDatabase(folder)).release()
    rmSync(folder, { recursive: true, force: true })
  }
  mkdirSync(folder, { mode: 0o700 })
  return folder
}

/** The database of a measuring. */
export function scratchDatabase(folder: string): string {
  return join(folder, 'bench.db')
}

function assertRoom(parent: string): void {
  if (!existsSync(parent))
    throw new OperatorError(`there is no folder ${parent}. Make it, or set DATABASE_PATH to another.`)
  const { free } = readFreeSpace(parent)
  if (free < NEEDED)
    throw new OperatorError(
      `measuring takes up to ${NEEDED / 1e6} MB of the disk for a moment, and ${Math.floor(free / 1e6)} MB are free in ${parent}. Make room, or set DATABASE_PATH to a file on another disk.`,
    )
}
