import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'

/** What SQLite keeps beside a file, which belongs to it and goes where it goes. */
const COMPANIONS = ['-wal', '-shm', '-journal'] as const

/** A file with what SQLite keeps beside it, the file itself first. */
export function setOf(path: string): string[] {
  return [path, ...COMPANIONS.map((end) => `${path}${end}`)]
}

/** Removes a file with what SQLite keeps beside it; where nothing lies, nothing happens. */
export function removeSet(path: string): void {
  for (const each of setOf(path)) rmSync(each, { force: true })
}

/** The copy that a restore verifies and prepares. */
export function restoringPath(database: string): string {
  return `${database}-restoring`
}

/** The same once it is ready to take the database's place: it never bears this name before. */
export function readyPath(database: string): string {
  return `${database}-restoring-ready`
}

/**
 * A name for the set that makes way, which sorts after every earlier one and is never used twice: by it the set that
 * was moved last is found again.
 */
export function replacedPath(database: string, now: Date): string {
  const last = listReplaced(database).at(-1)
  const at = Math.max(now.getTime(), last === undefined ? 0 : timeOf(last) + 1)
  return `${database}-replaced-${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}`
}

/** The databases that restores put aside, the oldest first. */
export function listReplaced(database: string): string[] {
  const start = `${basename(database)}-replaced-`
  return readdirSync(dirname(database))
    .filter((name) => name.startsWith(start) && STAMP.test(name.slice(start.length)))
    .toSorted()
    .map((name) => `${database}${name.slice(basename(database).length)}`)
}

/** True while a restore that was cut short has the new database ready and the old one out of its place. */
export function isBetween(database: string): boolean {
  return !existsSync(database) && existsSync(readyPath(database))
}

/** Has what was done to the names in a file's folder written to the disk. */
export function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** ISO 8601 in its basic form with milliseconds, as `replacedPath` writes it: 20261128T131502123Z. */
const STAMP = /^\d{8}T\d{9}Z$/

function timeOf(replaced: string): number {
  const [, date = '', time = ''] = /-replaced-(\d{8})T(\d{9})Z$/.exec(replaced) ?? []
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3')
  return Date.parse(`${day}T${time.replace(/(..)(..)(..)(...)/, '$1:$2:$3.$4')}Z`)
}
