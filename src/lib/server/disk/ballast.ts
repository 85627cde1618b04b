import { randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { giveToOwner } from '../file-owner'

const PIECE = 1024 * 1024

export function ballastPath(database: string): string {
  return `${database}-ballast`
}

/** How much lies in the ballast, in bytes; 0 when there is none. */
export function ballastSize(database: string): number {
  return statSync(ballastPath(database), { throwIfNoEntry: false })?.size ?? 0
}

/** Writes the ballast: random bytes, so that a file system that compresses keeps the room as well. */
export async function makeBallast(database: string, bytes: number): Promise<void> {
  const file = await open(ballastPath(database), 'w', 0o600)
  try {
    giveToOwner(ballastPath(database), database)
    for (let left = bytes; left > 0; left -= PIECE) await file.write(randomBytes(Math.min(left, PIECE)))
    await file.sync()
  } catch (error) {
    dropBallast(database)
    throw error
  } finally {
    await file.close()
  }
}

/** Gives its room back; how much that is, in bytes. */
export function dropBallast(database: string): number {
  const bytes = ballastSize(database)
  rmSync(ballastPath(database), { force: true })
  return bytes
}
