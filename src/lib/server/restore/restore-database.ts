import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Config } from '../config'
import { syncFile } from '../copy/give-name'
import { closeDatabase, openDatabase, unwritable } from '../db'
import { OperatorError } from '../errors'
import { makeOwnedFolder } from '../file-owner'
import { instance, setInstance } from '../instance'
import { LockedError, lockFile, type FileLock } from '../lock'
import type { Migration } from '../migrate'
import { isToldByLock, readLastStop, setMark } from '../running-mark'
import { followLinks, useDatabase, type App } from '../start'
import { readFacts, type FileFacts } from './facts'
import { compareDatabases, type Loss } from './losses'
import { removeSet, restoringPath } from './places'
import { settleRestored } from './restored'
import { copySource, findSource, refuseLiveCopy, verifySource } from './source'
import { settleSwap, swapIn } from './swap'

type Restore = App & {
  file: string
  config: Config
  migrations: Migration[]
  /** Takes a file that was copied live, without what was in its log. */
  acceptsLiveCopy?: boolean
}

/**
 * What a restore found: the backup, and the database in whose place it comes. `isCurrent` is false for a backup that is
 * migrated at the next start; `present` is null when there is none, or when it cannot be read, which `unreadable` says.
 */
export type Finding = {
  source: string
  database: string
  backup: FileFacts
  isCurrent: boolean
  /** The backup was copied while it was in use, without its log: its newest changes are not in it. */
  isLiveCopy: boolean
  present: FileFacts | null
  losses: Loss[]
  unreadable: string | null
}

/**
 * Looks at a backup as a restore would, beside a running server too, and changes nothing. `say` is told what was found before a
 * refusal of a live copy. Throws an OperatorError.
 */
export function inspectRestore(restore: Restore, say: (found: Finding) => void = () => undefined): Finding {
  const found = inspect(restore)
  say(found)
  refuseLiveCopy(found, restore.acceptsLiveCopy)
  return found
}

function inspect({ file, config, migrations, identity }: Restore): Finding {
  const database = followLinks(config.DATABASE_PATH)
  const source = findSource(file, database, identity.applicationId)
  if (!existsSync(`${source}-wal`)) return look({ source, copy: source, database, migrations })
  const folder = mkdtempSync(join(tmpdir(), `${identity.command}-restore-`))
  try {
    const copy = join(folder, 'copy.db')
    copySource(source, copy, identity.applicationId, database)
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
    copySource(source, copy, identity.applicationId, database)
    const found = look({ source, copy, database, migrations })
    say(found)
    refuseLiveCopy(found, restore.acceptsLiveCopy)
    await prepare(copy, found, restore)
    const isTold = isToldByLock(database)
    const aside = swapIn(database, new Date())
    lock.forget((isTold && aside) || undefined)
    return aside
  } finally {
    // What a refusal left: after the swap there is nothing under these names.
    removeSet(restoringPath(database))
    lock.release()
  }
}

type Look = { source: string; copy: string; database: string; migrations: Migration[] }

function look({ source, copy, database, migrations }: Look): Finding {
  const isCurrent = verifySource(copy, source, migrations)
  const isLiveCopy = readLastStop(source) === 'copied_live'
  const found = { source, database, backup: readFacts(copy), isCurrent, isLiveCopy }
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
 * in the file, for the start that does so. One that was copied live says so until a start has told it.
 */
async function prepare(
  copy: string,
  { isCurrent, isLiveCopy }: Finding,
  { identity, features, config }: Restore,
): Promise<void> {
  const client = openDatabase(copy, identity.applicationId)
  try {
    setMark(client, isLiveCopy ? 'restored_copied' : 'restored')
    if (!isCurrent) return
    useDatabase(client, { identity, features }, config)
    instance().isCommand = true
    await settleRestored(features)
  } finally {
    setInstance(undefined)
    closeDatabase(client)
    syncFile(copy)
  }
}

function makeFolder(database: string): void {
  try {
    makeOwnedFolder(dirname(database), database)
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
