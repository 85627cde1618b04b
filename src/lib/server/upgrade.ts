import type { Identity } from '@/lib/identity'
import { findCopyFor, thinBeforeCopies } from './before-copies'
import type { DatabaseClient } from './db'
import { OperatorError } from './errors'
import { log } from './log'
import { compareMigrations, migrate, NewerDatabaseError, type Migration } from './migrate'
import { copyBefore } from './upgrade-copy'

type Upgrade = { client: DatabaseClient; path: string; identity: Identity; migrations: Migration[] }

/**
 * Brings an open file to this version, a copy of what it held first, and returns the names of what was applied. Throws an
 * OperatorError when that fails, and the file is as it was; for one of a newer version it names the copy to go back to.
 */
export function upgrade({ client, path, identity, migrations }: Upgrade): string[] {
  const { applied, pending } = compare({ client, path, identity, migrations })
  const [first] = pending
  if (!first) return []
  if (applied === 0) return migrate(client, migrations)
  const copy = copyBefore(client, path, first)
  log('info', 'the database was copied before its upgrade', { copy })
  const names = migrateWith(copy, () => migrate(client, migrations))
  thinBeforeCopies(path)
  return names
}

function compare({ client, path, identity, migrations }: Upgrade) {
  try {
    return compareMigrations(client.$client, migrations)
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error
    const copy = findCopyFor(path, migrations)
    throw copy === undefined
      ? error
      : new NewerDatabaseError(error.migration, `${identity.command} restore ${copy}`)
  }
}

/** A refusal that also says where the copy is. */
function migrateWith(copy: string, work: () => string[]): string[] {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const { message, exitCode } = error
    throw new OperatorError(`${message} A copy of it is ${copy}.`, { cause: error, exitCode })
  }
}
