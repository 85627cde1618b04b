import { statSync } from 'node:fs'
import { database, type DatabaseClient } from '../db'
import { isOutOfSpace } from '../sqlite-errors'
import { marksOf, type Space } from './watermarks'

/** Pages of 4 KiB in the log before SQLite writes them back: its own number at most, fewer where the disk is small. */
const PAGES = { most: 1000, least: 50 } as const
const PAGE = 4096

/** What a connection was told last. */
const told = new WeakMap<DatabaseClient, number>()

/**
 * Keeps the log so small that it can still be written back when the disk is nearly full: that takes as much room again, and
 * without it nothing that is deleted would ever give any.
 */
export function keepLogSmall(path: string, { total, free }: Pick<Space, 'total' | 'free'>): void {
  const client = database()
  const { low, full } = marksOf(total)
  const isScarce = free < low
  const pages = clamp(isScarce ? full / 2 / PAGE : low / 3 / PAGE)
  if (told.get(client) !== pages) client.$client.run(`PRAGMA wal_autocheckpoint = ${pages}`)
  told.set(client, pages)
  if (isScarce && sizeOf(`${path}-wal`) > 2 * pages * PAGE) writeBack()
}

/** On a full disk it waits until something was deleted. */
function writeBack(): void {
  try {
    database().$client.run('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!isOutOfSpace(error)) throw error
  }
}

function clamp(pages: number): number {
  return Math.round(Math.min(Math.max(pages, PAGES.least), PAGES.most))
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
