import { existsSync, statfsSync, statSync } from 'node:fs'
import { OperatorError } from '../errors'
import { setOf } from '../restore/places'

/**
 * Why a folder has no room for a copy of a database, with what SQLite keeps beside it and so many bytes more, as half a
 * sentence; null when it has.
 */
export function describeLack(from: string, folder: string, margin = 0): string | null {
  const { bavail, bsize } = statfsSync(folder)
  const needed = setOf(from).reduce((sum, each) => sum + sizeOf(each), margin)
  if (bavail * bsize >= needed) return null
  return `a copy takes up to ${inMegabytes(needed)} MB, and ${inMegabytes(bavail * bsize)} MB are free`
}

/** Throws an OperatorError when a folder is not there, or has no such room. */
export function assertRoom(from: string, folder: string, margin = 0): void {
  if (!existsSync(folder)) throw new OperatorError(`there is no folder ${folder}. Make it first.`)
  const lack = describeLack(from, folder, margin)
  if (lack !== null)
    throw new OperatorError(
      `there is not enough room in ${folder}: ${lack}. Make room there, or choose another folder.`,
    )
}

/** The size of a file in bytes; 0 where there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
