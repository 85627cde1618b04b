import { statfsSync } from 'node:fs'

/** What is left of the file system that a path lies on, in bytes; `free` is what this account may use of it. */
export function readFreeSpace(path: string): { free: number; total: number } {
  const { bavail, blocks, bsize } = statfsSync(path)
  return { free: bavail * bsize, total: blocks * bsize }
}
