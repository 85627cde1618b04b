import type { Identity } from '@/lib/identity'
import { findCopyFor, thinBeforeCopies } from './before-copies'
import type { DatabaseClient } from './db'
import { migrate, NewerDatabaseError, type Migration } from './migrate'

type Upgrade = { client: DatabaseClient; path: string; identity: Identity; migrations: Migration[] }

/**
 * Brings an open file to this version, and returns the names of what was applied. Throws an OperatorError when that fails,
 * and the file is as it was; for one of a newer version it names the copy to go back to.
 */
export async function upgrade({ client, path, identity, migrations }: Upgrade): Promise<string[]> {
  try {
    const applied = migrate(client, migrations)
    if (applied.length > 0) thinBeforeCopies(path)
    return applied
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error
    const copy = findCopyFor(path, migrations)
    throw copy === undefined
      ? error
      : new NewerDatabaseError(error.migration, `${identity.command} restore ${copy}`)
  }
}
