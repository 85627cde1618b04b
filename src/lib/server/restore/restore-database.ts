import { closeSync, existsSync, fsyncSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../config'
import { closeDatabase, openDatabase, unwritable } from '../db'
import { OperatorError } from '../errors'
import { instance, setInstance } from '../instance'
import { LockedError, lockFile, type FileLock } from '../lock'
import type { Migration } from '../migrate'
import { setMark } from '../running-mark'
import { followLinks, useDatabase, type App } from '../start'
import { compareDatabases, readFacts, type FileFacts, type Loss } from './facts'
import { removeSet, restoringPath } from './places'
import { settleRestored } from './restored'
import { copySource, findSource, verifySource } from './source'
import { settleSwap, swapIn } from './swap'

type Restore = App & { file: string; config: Config; migrations: Migration[] }

/**
 * What a restore found: the backup, and the database in whose place it comes. `isCurrent` is false for a backup that is
 * migrated at the next start; `present` is null when there is none, or when it cannot be read, which `unreadable` says.
 */
export type Finding = {
  source: string
  database: string
  backup: FileFacts
  isCurrent: boolean
  present: FileFacts | null
  losses: Loss[]
  unreadable: string | null
}

/** Looks at a backup as a restore would, beside a running server too, and changes nothing. Throws an OperatorError. */
export function inspectRestore({ file, config, migrations, identity }: Restore): Finding {
  const database = followLinks(config.DATABASE_PATH)
  const source = findSource(file, database, identity.applicationId)
  if (!existsSync(`${source}-wal`)) return look({ source, copy: source, database, migrations })
  const folder = mkdtempSync(join(tmpdir(), `${identity.command}-restore-`))
  try {
    const copy = join(folder, 'copy.db')
    copySource(source, copy, identity.applicationId)
    return look({ source, copy, database, migrations })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Puts a backup in the database's place: a copy of it, looked through and made ready beside the database, before anything
 * that is there is touched. `say` is told what was found before that. Returns the name under which the old set lies, null
 * when there was none. Throws an OperatorError, and the old set is in its place, when the server runs or a step fails.
 */
export async function restoreDatabase(
  restore: Restore,
  say: (found: Finding) => void,
): Promise<string | null> {
  const { file, config, migrations, identity } = restore
  const database = followLinks(config.DATABASE_PATH)
  const source = findSource(file, database, identity.applicationId)
  makeFolder(database)
  const lock = lockForRestore(database)
  try {
    settleSwap(database, new Date())
    const copy = restoringPath(database)
    copySource(source, copy, identity.applicationId)
    const found = look({ source, copy, database, migrations })
    say(found)
    await prepare(copy, found.isCurrent, restore)
    return swapIn(database, new Date())
  } finally {
    // What a refusal left: after the swap there is nothing under these names.
    removeSet(restoringPath(database))
    lock.release()
  }
}

type Look = { source: string; copy: string; database: string; migrations: Migration[] }

function look({ source, copy, database, migrations }: Look): Finding {
  const isCurrent = verifySource(copy, source, migrations)
  const found = { source, database, backup: readFacts(copy), isCurrent }
  if (!existsSync(database)) return { ...found, present: null, losses: [], unreadable: null }
  try {
    const present = readFacts(database)
    return { ...found, present, losses: compareDatabases(database, copy), unreadable: null }
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error)
    return { ...found, present: null, losses: [], unreadable }
  }
}

/**
 * Ends what must not come back to life and holds jobs and mail, in the copy; of one that is still to be migrated it is noted
 * in the file, for the start that does so.
 */
async function prepare(
  copy: string,
  isCurrent: boolean,
  { identity, features, config }: Restore,
): Promise<void> {
  const client = openDatabase(copy, identity.applicationId)
  try {
    setMark(client, 'restored')
    if (!isCurrent) return
    useDatabase(client, { identity, features }, config)
    instance().isCommand = true
    await settleRestored(features)
  } finally {
    setInstance(undefined)
    closeDatabase(client)
    sync(copy)
  }
}

function sync(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function makeFolder(database: string): void {
  try {
    mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw unwritable(database, cause)
  }
}

function lockForRestore(database: string): FileLock {
  try {
    return lockFile(database)
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    throw new OperatorError(
      `a server is running on ${database}. Stop it, then restore; --dry-run shows beside it what would be lost.`,
      { cause: error },
    )
  }
}
