import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { syncFolder } from '../restore/places'

/** Writes a file through to the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Gives a finished file its own name, where nothing may lie: a link takes no name that is taken, which a rename would. Throws
 * EEXIST; the folder is written through to the disk.
 */
export function giveName(partial: string, name: string): void {
  try {
    linkSync(partial, name)
    rmSync(partial)
  } catch (error) {
    if (isTaken(error)) throw error
    takeName(partial, name)
  }
  syncFolder(name)
}

/** Some file systems have no links: there the name is taken by an empty file first. */
function takeName(partial: string, name: string): void {
  closeSync(openSync(name, 'wx', 0o600))
  renameSync(partial, name)
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
