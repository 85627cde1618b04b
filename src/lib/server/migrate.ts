import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'bun:sqlite'
import { openDatabase, type DatabaseClient } from './db'
import { OperatorError } from './errors'
import { checkUpgrade } from './migrate-check'

/** One step of the schema: `0002_create_notes` and its SQL. */
export type Migration = { name: string; sql: string }

type Applied = { name: string; checksum: string }

/** The migrations of a folder, in order: what development and tests use where the binary has them embedded. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files
    .sort()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(join(folder, file), 'utf8') }))
}

/**
 * Brings a database to the schema of this binary and returns the names of what was applied: all of it in one immediate
 * transaction, or nothing. Throws an OperatorError, and touches nothing, when the file does not match the binary.
 */
export function migrate(client: DatabaseClient, migrations: Migration[]): string[] {
  const { applied, pending } = compareMigrations(client.$client, migrations)
  if (pending.length > 0) applyAll(client, pending, () => applied > 0 && compareWithNew(client, migrations))
  return pending.map(({ name }) => name)
}

/** How many of this binary's migrations a file has, and which are still to come. Throws as `migrate` does. */
export function compareMigrations(
  sqlite: Database,
  migrations: Migration[],
): { applied: number; pending: Migration[] } {
  const applied = readApplied(sqlite)
  return { applied: applied.length, pending: findPending(applied, migrations) }
}

/** For a second connection, which migrates nothing: throws an OperatorError unless the schema is exactly this binary's. */
export function assertSameSchema(client: DatabaseClient, migrations: Migration[]): void {
  const [first] = compareMigrations(client.$client, migrations).pending
  if (!first) return
  throw new OperatorError(
    `the server that is running is of an older version: its database has no ${first.name}. Use that version's binary, or restart the server with this one.`,
  )
}

/** True when this binary can go on from a file's schema, by migrating it or as it is. */
export function fitsVersion(sqlite: Database, migrations: Migration[]): boolean {
  try {
    compareMigrations(sqlite, migrations)
    return true
  } catch {
    return false
  }
}

function readApplied(sqlite: Database): Applied[] {
  const table = sqlite.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get()
  if (!table) return []
  return sqlite.query<Applied, []>('SELECT name, checksum FROM migrations ORDER BY name').all()
}

function findPending(applied: Applied[], migrations: Migration[]): Migration[] {
  const newest = migrations.at(-1)?.name ?? ''
  applied.forEach(({ name, checksum }, place) => {
    const known = migrations[place]
    if (known?.name === name && checksumOf(known) === checksum) return
    if (name > newest) throw new NewerDatabaseError(name)
    if (known?.name === name) throw refusal(`its migration ${name} differs from this version’s`)
    const isKnown = migrations.some((migration) => migration.name === name)
    if (known && isKnown) throw refusal(`migration ${known.name} is missing in it`)
    throw refusal(`this version knows no migration ${name}`)
  })
  return migrations.slice(applied.length)
}

/** EX_DATAERR of sysexits.h: the file is not what this version can work with. */
const EX_DATAERR = 65
/** EX_SOFTWARE: this version could not do what it should. */
const EX_SOFTWARE = 70

function refusal(reason: string): OperatorError {
  return new OperatorError(
    `the database does not fit this version: ${reason}. Start the version that wrote it, or restore a backup that was made by this one. Nothing was changed.`,
    { exitCode: EX_DATAERR },
  )
}

/** A newer version wrote the file. `copy` is what that one kept of it before, for this version to go back to. */
export class NewerDatabaseError extends OperatorError {
  constructor(
    readonly migration: string,
    copy?: string,
  ) {
    const wayBack = copy
      ? `go back to the copy that was made before: ${copy}`
      : 'restore a backup that was made by this one'
    super(
      `the database does not fit this version: it was written by a newer version (${migration}). Start that version, or ${wayBack}. Nothing was changed.`,
      { exitCode: EX_DATAERR },
    )
  }
}

/**
 * Foreign keys go off before BEGIN, because inside a transaction the PRAGMA does nothing and a rebuilt table would
 * take its children with it; what they guard is checked before COMMIT instead. https://sqlite.org/lang_altertable.html
 */
function applyAll(client: DatabaseClient, pending: Migration[], check: () => unknown): void {
  const sqlite = client.$client
  sqlite.run('PRAGMA foreign_keys = OFF')
  try {
    sqlite
      .transaction(() => {
        for (const migration of pending) attempt(`migration ${migration.name}`, () => run(client, migration))
        attempt('the check after the migrations', check)
      })
      .immediate()
  } finally {
    sqlite.run('PRAGMA foreign_keys = ON')
  }
}

/** A file that held data is compared with a new one; a new one needs no second. */
function compareWithNew(client: DatabaseClient, migrations: Migration[]): void {
  const fresh = openDatabase(':memory:', 0)
  try {
    migrate(fresh, migrations)
    checkUpgrade(client, fresh)
  } finally {
    fresh.$client.close()
  }
}

function attempt(name: string, work: () => unknown): void {
  try {
    work()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(
      `${name} failed, and all of this upgrade was undone: ${reason}. The data is as it was; start the version that you had.`,
      { cause, exitCode: EX_SOFTWARE },
    )
  }
}

function run({ $client: sqlite }: DatabaseClient, migration: Migration): void {
  sqlite.run(`CREATE TABLE IF NOT EXISTS migrations (
    name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`)
  sqlite.run(migration.sql)
  const broken = sqlite.query<{ table: string }, []>('PRAGMA foreign_key_check').get()
  if (broken) throw new Error(`a row of ${broken.table} points to nothing`)
  sqlite
    .query('INSERT INTO migrations (name, checksum, applied_at) VALUES (?, ?, ?)')
    .run(migration.name, checksumOf(migration), Date.now())
}

/** SHA-256 in hexadecimal of the SQL with Unix line ends, so that a checkout on Windows is the same. */
function checksumOf({ sql }: Migration): string {
  return new Bun.CryptoHasher('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
