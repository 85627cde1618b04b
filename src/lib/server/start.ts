import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Feature } from '@/lib/feature'
import type { Identity } from '@/lib/identity'
import { listeningOrigin, type PublicAddress } from './address'
import { hasAdmin } from './admins'
import type { Config } from './config'
import { closeDatabase, refuseUnusable, transaction, unwritable, type DatabaseClient } from './db'
import { OperatorError } from './errors'
import { instance, setInstance } from './instance'
import { lockFile, type FileLock } from './lock'
import { listLiveCopyNotices, rememberLiveCopy } from './live-copy'
import { log } from './log'
import type { Migration } from './migrate'
import { backupFolder } from './newest-backup'
import { addNotices } from './notices'
import { openForStart, type OpenedFile } from './open-for-start'
import { settleRestored } from './restore/restored'
import { findMark, isRestored, markRunning, setMark } from './running-mark'
import { findSetting, setSetting } from './settings'
import { isOutOfSpace } from './sqlite-errors'

/** Who the app is and what it is made of: `app.ts` says both. */
export type App = { identity: Identity; features: readonly Feature[] }

type Start = App & { config: Config; migrations: Migration[] }

/** A started instance: what was migrated on the way, how it was left before, and how to put everything away again. */
export type Started = Omit<OpenedFile, 'client'> & { path: string; stop: () => void }

/**
 * Locks, opens, checks and migrates the one file and makes it the running instance. After `stop` there is one file.
 * Throws an OperatorError when the file is in use, is not ours, does not fit this version or is damaged.
 */
export async function startInstance({ identity, features, config, migrations }: Start): Promise<Started> {
  const path = followLinks(config.DATABASE_PATH)
  refuseUnusable(path, identity.applicationId)
  const lock = lockFile(path)
  try {
    const { client, ...opened } = openForStart({
      path,
      identity,
      migrations,
      backupFolders: [backupFolder(config, path)],
    })
    // The file itself says now what there was to say of the last run.
    lock.forget()
    try {
      useDatabase(client, { identity, features }, config)
      if (isRestored(findMark(client))) await settleRestored(features)
      if (opened.lastStop === 'copied_live') rememberLiveCopy(new Date())
      markRunning(client, path, lock)
      warnOfReaders(path)
      const endNotices = addNotices(() => listLiveCopyNotices(new Date()))
      return { ...opened, path, stop: () => stop(client, lock, endNotices) }
    } catch (error) {
      setInstance(undefined)
      client.$client.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** As many links as Linux follows: https://man7.org/linux/man-pages/man7/path_resolution.7.html */
const MOST_LINKS = 40

/**
 * The file itself, so that two links to it share one lock. Throws an OperatorError for links that lead round in a
 * circle, and for a path that the system does not take.
 */
export function followLinks(path: string): string {
  try {
    return follow(resolve(path), MOST_LINKS)
  } catch (error) {
    throw error instanceof OperatorError ? error : unwritable(path, error)
  }
}

function follow(full: string, left: number): string {
  if (existsSync(full)) return realpathSync(full)
  const isDangling = lstatSync(full, { throwIfNoEntry: false })?.isSymbolicLink()
  if (isDangling && left === 0)
    throw new OperatorError(`${full} is a link that leads round in a circle. DATABASE_PATH must name a file.`)
  if (isDangling) return follow(resolve(dirname(full), readlinkSync(full)), left - 1)
  return existsSync(dirname(full)) ? join(realpathSync(dirname(full)), basename(full)) : full
}

function warnOfReaders(path: string): void {
  const isShared = (statSync(path).mode & 0o077) !== 0
  if (isShared)
    log('warn', 'other accounts of this machine can read the database, secrets included', {
      fix: `chmod 600 ${path}`,
    })
}

/** Makes an open, migrated database the running instance. Secret and address may come out of the database itself. */
export function useDatabase(client: DatabaseClient, app: App, config: Config): void {
  const listening = listeningOrigin(config, config.PORT)
  setInstance({
    ...app,
    config,
    database: client,
    secret: '',
    address: { origins: [listening], open: false },
  })
  instance().secret = config.AUTH_SECRET ?? ownSecret()
  instance().address = readAddress(config.PORT)
}

function stop(client: DatabaseClient, lock: FileLock, endNotices: () => void): void {
  setInstance(undefined)
  try {
    if (!markStopped(client)) lock.keep()
    closeDatabase(client)
  } finally {
    endNotices()
    lock.release()
  }
}

/** False on a full disk: the lock that stays beside the file says then that it is no copy. */
function markStopped(client: DatabaseClient): boolean {
  try {
    // What the log frees may be all the room there is.
    client.$client.run('PRAGMA wal_checkpoint(TRUNCATE)')
    setMark(client, 'stopped')
    return true
  } catch (error) {
    if (!isOutOfSpace(error)) throw error
    log('warn', 'the disk is full: the lock stays beside the file, until the next start')
    return false
  }
}

/** Made once and kept in the file, so that the file alone restores everything (docs/decisions/004-auth-secret.md). */
function ownSecret(): string {
  return transaction((tx) => {
    const kept = findSetting('auth_secret')
    if (kept) return kept
    const made = randomBytes(32).toString('base64url')
    setSetting(tx, 'auth_secret', made)
    return made
  })
}

/** The environment's address, else the recorded one, else the one that a server on `port` listens on. */
export function readAddress(port: number): PublicAddress {
  const { config } = instance()
  const recorded = findSetting('public_url')
  const [first, ...rest] = config.PUBLIC_URL ?? (recorded ? [recorded] : [])
  if (first !== undefined) return { origins: [first, ...rest], open: false }
  return { origins: [listeningOrigin(config, port)], open: !hasAdmin() }
}
