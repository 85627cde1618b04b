import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readDatabase } from './db-read'
import { fitsVersion, type Migration } from './migrate'

/** How many copies from before an upgrade are kept beside the database. */
const KEPT = 3

/** Where the copy lies that is made before a migration: `capsule.db-before-0012`. */
export function beforePath(database: string, { name }: Migration): string {
  return `${database}-before-${name.slice(0, 4)}`
}

/** The copies that were made before this database's upgrades, the newest first; files of other names are none of them. */
export function listBeforeCopies(database: string): string[] {
  const start = `${basename(database)}-before-`
  return readdirSync(dirname(database))
    .filter((name) => name.startsWith(start) && /^\d{4}$/.test(name.slice(start.length)))
    .toSorted()
    .toReversed()
    .map((name) => join(dirname(database), name))
}

export function thinBeforeCopies(database: string): void {
  for (const path of listBeforeCopies(database).slice(KEPT)) rmSync(path, { force: true })
}

/** The newest copy that a version with these migrations can go back to; undefined when there is none. */
export function findCopyFor(database: string, migrations: Migration[]): string | undefined {
  return listBeforeCopies(database).find((path) => {
    try {
      return readDatabase(path, (sqlite) => fitsVersion(sqlite, migrations))
    } catch {
      return false
    }
  })
}
