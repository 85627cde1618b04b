import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Identity } from '@/lib/identity'
import type { PublicAddress } from './address'
import type { Config } from './config'
import {
  checkDatabase,
  closeDatabase,
  database,
  openDatabase,
  refuseUnusable,
  transaction,
  type DatabaseClient,
} from './db'
import { instance, setInstance } from './instance'
import { lockFile } from './lock'
import { migrate, type Migration } from './migrate'
import { user } from './schema/accounts'
import { findSetting, setSetting } from './settings'

type Start = { identity: Identity; config: Config; migrations: Migration[] }

/** A started instance: what was migrated on the way, and how to put everything away again. */
export type Started = { applied: string[]; stop: () => void }

/**
 * Locks, opens, migrates and checks the one file and makes it the running instance. After `stop` there is one file.
 * Throws an OperatorError when the file is in use, is not ours, does not fit this version or is damaged.
 */
export function startInstance({ identity, config, migrations }: Start): Started {
  const path = config.DATABASE_PATH
  refuseUnusable(path, identity.applicationId)
  const lock = lockFile(path)
  try {
    const client = openDatabase(path, identity.applicationId)
    try {
      checkDatabase(client, path)
      const applied = migrate(client, migrations)
      useDatabase(client, identity, config)
      return { applied, stop: () => stop(client, lock.release) }
    } catch (error) {
      closeDatabase(client)
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Makes an open, migrated database the running instance. */
export function useDatabase(client: DatabaseClient, identity: Identity, config: Config): void {
  const listening = `http://localhost:${config.PORT}`
  setInstance({
    identity,
    config,
    database: client,
    secret: '',
    address: { origins: [listening], open: false },
  })
  instance().secret = config.AUTH_SECRET ?? ownSecret()
  instance().address = findAddress(config, listening)
}

function stop(client: DatabaseClient, release: () => void): void {
  setInstance(undefined)
  closeDatabase(client)
  release()
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

/** The environment's address, else the recorded one, else the listening one. */
function findAddress(config: Config, listening: string): PublicAddress {
  const recorded = findSetting('public_url')
  const [first, ...rest] = config.PUBLIC_URL ?? (recorded ? [recorded] : [])
  if (first !== undefined) return { origins: [first, ...rest], open: false }
  return { origins: [listening], open: !hasAdmin() }
}

/** True once somebody runs the instance. */
export function hasAdmin(): boolean {
  return (
    database().select({ id: user.id }).from(user).where(eq(user.role, 'admin')).limit(1).get() !== undefined
  )
}
