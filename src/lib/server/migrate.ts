import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseClient } from './db'
import { OperatorError } from './errors'

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
 * Brings a database to the schema of this binary and returns the names of what was applied. Each migration is one
 * immediate transaction. Throws an OperatorError, and touches nothing, when the file does not match the binary.
 */
export function migrate(client: DatabaseClient, migrations: Migration[]): string[] {
  const pending = findPending(readApplied(client), migrations)
  for (const migration of pending) apply(client, migration)
  return pending.map(({ name }) => name)
}

/** For a second connection, which migrates nothing: throws an OperatorError unless the schema is exactly this binary's. */
export function assertSameSchema(client: DatabaseClient, migrations: Migration[]): void {
  const [first] = findPending(readApplied(client), migrations)
  if (!first) return
  throw new OperatorError(
    `the server that is running is of an older version: its database has no ${first.name}. Use that version's binary, or restart the server with this one.`,
  )
}

function readApplied(client: DatabaseClient): Applied[] {
  const sqlite = client.$client
  const table = sqlite.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get()
  if (!table) return []
  return sqlite.query<Applied, []>('SELECT name, checksum FROM migrations ORDER BY name').all()
}

function findPending(applied: Applied[], migrations: Migration[]): Migration[] {
  const newest = migrations.at(-1)?.name ?? ''
  applied.forEach(({ name, checksum }, place) => {
    const known = migrations[place]
    if (known?.name === name && checksumOf(known) === checksum) return
    if (name > newest) throw refusal(`it was written by a newer version (${name})`)
    if (known?.name === name) throw refusal(`its migration ${name} differs from this version’s`)
    const isKnown = migrations.some((migration) => migration.name === name)
    if (known && isKnown) throw refusal(`migration ${known.name} is missing in it`)
    throw refusal(`this version knows no migration ${name}`)
  })
  return migrations.slice(applied.length)
}

function refusal(reason: string): OperatorError {
  return new OperatorError(
    `the database does not fit this version: ${reason}. Start the version that wrote it, or restore a backup that was made by this one. Nothing was changed.`,
  )
}

/**
 * Foreign keys go off before BEGIN, because inside a transaction the PRAGMA does nothing and a rebuilt table would
 * take its children with it; what they guard is checked before COMMIT instead. https://sqlite.org/lang_altertable.html
 */
function apply(client: DatabaseClient, migration: Migration): void {
  const sqlite = client.$client
  sqlite.run('PRAGMA foreign_keys = OFF')
  try {
    sqlite.transaction(() => run(client, migration)).immediate()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`migration ${migration.name} failed and was undone: ${reason}`, { cause })
  } finally {
    sqlite.run('PRAGMA foreign_keys = ON')
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
