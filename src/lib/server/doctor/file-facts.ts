import { existsSync } from 'node:fs'
import { z } from 'zod'
import { readDatabase, type Sqlite } from '../db-read'
import { OperatorError } from '../errors'
import { readRecorded } from '../recorded'
import { compareMigrations, type Migration } from '../migrate'

/** What a file says of itself, whatever its schema: what is not there is null. */
export type FileFacts = {
  damage: string | null
  /** How many migrations of this binary are still to come, or why none of them may. */
  schema: { pending: number } | { refused: string }
  settings: Map<string, string>
  /** The newest time in it, in milliseconds. */
  newestAt: number | null
  deadJobs: number | null
  /** When the last backup whose file is still there was found good, in milliseconds. */
  lastBackupAt: number | null
  hasAdmin: boolean | null
}

/** Looks through all of a file without changing it, beside a running server too. Throws when it cannot be read. */
export function readFileFacts(path: string, migrations: Migration[]): FileFacts {
  return readDatabase(path, (sqlite) => ({
    damage: findDamage(sqlite),
    schema: readSchema(sqlite, migrations),
    settings: attempt(() => readRecorded(sqlite)) ?? new Map(),
    newestAt: readNumber(
      sqlite,
      'SELECT max(at) FROM (SELECT max(at) AS at FROM audit UNION ALL SELECT max(created_at) FROM jobs)',
    ),
    deadJobs: readNumber(sqlite, 'SELECT count(*) FROM jobs WHERE failed_at IS NOT NULL'),
    lastBackupAt: findLastBackup(sqlite),
    hasAdmin: toBoolean(readNumber(sqlite, "SELECT count(*) FROM user WHERE role = 'admin'")),
  }))
}

function readSchema(sqlite: Sqlite, migrations: Migration[]): FileFacts['schema'] {
  try {
    return { pending: compareMigrations(sqlite, migrations).pending.length }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { refused: error.message }
  }
}

const Backups = z.array(z.object({ path: z.string(), finishedAt: z.number() }))

function findLastBackup(sqlite: Sqlite): number | null {
  const rows = attempt(() =>
    sqlite
      .query(
        "SELECT path, finished_at AS finishedAt FROM backups WHERE state = 'verified' ORDER BY finished_at DESC",
      )
      .all(),
  )
  return Backups.parse(rows ?? []).find(({ path }) => existsSync(path))?.finishedAt ?? null
}

function findDamage(sqlite: Sqlite): string | null {
  const [result] = Object.values(
    sqlite.query<Record<string, unknown>, []>('PRAGMA integrity_check(1)').get() ?? {},
  )
  if (result !== 'ok') return String(result)
  const lost = sqlite.query<{ table: string }, []>('PRAGMA foreign_key_check').get()
  return lost ? `a row of ${lost.table} belongs to nothing` : null
}

function readNumber(sqlite: Sqlite, sql: string): number | null {
  const row = attempt(() => sqlite.query<Record<string, unknown>, []>(sql).get())
  const [value] = Object.values(row ?? {})
  return typeof value === 'number' ? value : null
}

function toBoolean(count: number | null): boolean | null {
  return count === null ? null : count > 0
}

/** A table may not be there: the file is as old as it is. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
