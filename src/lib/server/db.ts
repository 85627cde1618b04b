import { Database } from 'bun:sqlite'
import { accessSync, chmodSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { drizzle } from 'drizzle-orm/bun-sqlite'
import * as words from '@/lib/words/running'
import { readHeader } from './db-read'
import { OperatorError } from './errors'
import { giveToOwner } from './file-owner'
import { instance } from './instance'
import { timeStatements, timeTransaction } from './metrics/statements'
import * as accounts from './schema/accounts'
import * as audit from './schema/audit'
import * as backups from './schema/backups'
import * as codes from './schema/codes'
import * as dashboard from './schema/dashboard'
import * as errorDays from './schema/error-days'
import * as formPictures from './schema/form-pictures'
import * as formLinks from './schema/form-links'
import * as forms from './schema/forms'
import * as jobs from './schema/jobs'
import * as limits from './schema/limits'
import * as mails from './schema/mails'
import * as notes from './schema/notes'
import * as responseFiles from './schema/response-files'
import * as responses from './schema/responses'
import * as settings from './schema/settings'
import * as workspaceTotals from './schema/workspace-totals'
import * as workspaces from './schema/workspaces'
import { beginsWord } from './search-fold'
import { isOutOfSpace } from './sqlite-errors'

export const schema = {
  ...accounts,
  ...audit,
  ...backups,
  ...codes,
  ...dashboard,
  ...errorDays,
  ...formPictures,
  ...formLinks,
  ...forms,
  ...jobs,
  ...limits,
  ...mails,
  ...notes,
  ...responseFiles,
  ...responses,
  ...settings,
  ...workspaceTotals,
  ...workspaces,
}

export type DatabaseClient = ReturnType<typeof connect>

/** What a transaction's callback works with. */
export type Transaction = Parameters<Parameters<DatabaseClient['transaction']>[0]>[0]

/** SQLite before this can lose a WAL's last commits: https://sqlite.org/wal.html#walresetbug */
const LEAST_SQLITE = [3, 51, 3] as const

/** Set on every connection and asserted; docs/decisions/002-synchronous-transactions.md says why each. */
const pragmas = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  trusted_schema: 0,
  cell_size_check: 1,
  journal_size_limit: 64 * 1024 * 1024,
  cache_size: -16_000,
  mmap_size: 0,
} as const

/** The database of the running instance. */
export function database(): DatabaseClient {
  return instance().database
}

/**
 * Opens the one file, which is made with mode 0600 when there is none. Throws an OperatorError when it cannot be ours.
 * `:memory:` is for tests.
 */
export function openDatabase(path: string, applicationId: number): DatabaseClient {
  const isNew = path === ':memory:' || refuseUnusable(path, applicationId)
  if (isNew && path !== ':memory:') createFile(path)
  const sqlite = openFile(path)
  try {
    assertVersion(sqlite)
    if (isNew) sqlite.run(`PRAGMA application_id = ${applicationId}`)
    setPragmas(sqlite, path)
    sqlite.function('begins_word', beginsWord)
    timeStatements(sqlite)
    return connect(sqlite)
  } catch (error) {
    sqlite.close()
    throw error instanceof OperatorError ? error : damaged(path, error)
  }
}

function connect(sqlite: Database) {
  return drizzle({ client: sqlite })
}

/** Checkpoints and closes: after it, and with no other connection, the database is exactly one file. */
export function closeDatabase(client: DatabaseClient): void {
  for (const pragma of ['optimize', 'wal_checkpoint(TRUNCATE)']) {
    try {
      client.$client.run(`PRAGMA ${pragma}`)
    } catch (error) {
      // On a full disk the log stays, and SQLite goes on from it.
      if (!isOutOfSpace(error)) throw error
    }
  }
  client.$client.close(true)
}

/**
 * One immediate transaction on the running instance. The callback must be synchronous: SQLite's connection would
 * commit at its first `await`. A promise that comes back therefore throws, and everything is rolled back.
 */
export function transaction<T>(work: (tx: Transaction) => T extends PromiseLike<unknown> ? never : T): T {
  const times = timeTransaction()
  const result = database().transaction(
    (tx) => {
      times.begun()
      const result: T = work(tx)
      if (isThenable(result))
        throw new TypeError('A transaction must be synchronous: its callback returned a promise.')
      times.done()
      return result
    },
    { behavior: 'immediate' },
  )
  times.committed()
  return result
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/**
 * A query that is built once for each database and then reused: building one with Drizzle costs four times as much
 * as running it. `build` gets the client and returns `.prepare()`d.
 */
export function prepared<Q>(build: (client: DatabaseClient) => Q): () => Q {
  const queries = new WeakMap<DatabaseClient, Q>()
  return () => {
    const client = database()
    const query = queries.get(client) ?? build(client)
    queries.set(client, query)
    return query
  }
}

/**
 * Looks at the file without opening it, and throws an OperatorError when it is a folder, has a second name, cannot be
 * written, or is not ours. True when it is new or empty, so that it may be made ours.
 */
export function refuseUnusable(path: string, applicationId: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) throw new OperatorError(`${path} is a folder. DATABASE_PATH must name a file.`)
  if (stats && !stats.isFile()) throw new OperatorError(`${path} is not a file. DATABASE_PATH must name one.`)
  // SQLite's log and our lock lie beside a name: by another name of the same file both would be missed.
  if (stats && stats.nlink > 1)
    throw new OperatorError(
      `${path} has ${stats.nlink} names (hard links), so a second server could write to it unseen. Copy it to a file of its own, or remove the other name.`,
    )
  if (!existsSync(dirname(path)))
    throw new OperatorError(`the folder of ${path} does not exist. Make it, or set DATABASE_PATH.`)
  assertAccess(dirname(path), path)
  if (!stats) return true
  assertAccess(path, path)
  if (stats.size === 0) return true
  refuseForeign(path, applicationId)
  return false
}

function assertAccess(place: string, path: string): void {
  try {
    accessSync(place, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function createFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
    chmodSync(path, 0o600)
    giveToOwner(path, dirname(path))
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

/** Why a place on the disk cannot be used, with what to do about it. */
export function unwritable(path: string, cause: unknown): OperatorError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new OperatorError(
    `${path} cannot be written (${reason}). Give the account that runs this the right to write the file and its folder, or set DATABASE_PATH.`,
    { cause },
  )
}

/** Reads the header's bytes instead of opening the file, so that a stranger's is not touched. https://sqlite.org/fileformat.html */
export function refuseForeign(path: string, applicationId: number): void {
  const header = readHeader(path)
  if (!header)
    throw new OperatorError(
      `${path} is not a database. It was left as it is; set DATABASE_PATH to another file.`,
    )
  if (header.applicationId === applicationId) return
  throw new OperatorError(
    `${path} is the database of another program. It was left as it is; set DATABASE_PATH to another file.`,
  )
}

function openFile(path: string): Database {
  try {
    return new Database(path, { readwrite: true, create: path === ':memory:', strict: true })
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function assertVersion(sqlite: Database): void {
  const row = sqlite.query<{ version: string }, []>('SELECT sqlite_version() AS version').get()
  const parts = (row?.version ?? '').split('.').map(Number)
  const difference =
    LEAST_SQLITE.map((least, place) => (parts[place] ?? 0) - least).find((value) => value !== 0) ?? 0
  if (difference < 0) {
    throw new OperatorError(
      `SQLite ${row?.version} is too old: ${LEAST_SQLITE.join('.')} or later is needed.`,
    )
  }
}

function setPragmas(sqlite: Database, path: string): void {
  const inMemory = path === ':memory:'
  for (const [name, value] of Object.entries(pragmas)) {
    if (inMemory && (name === 'journal_mode' || name === 'mmap_size')) continue
    sqlite.run(`PRAGMA ${name} = ${value}`)
    const [actual] = Object.values(sqlite.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get() ?? {})
    if (actual !== value)
      throw new OperatorError(`SQLite did not take PRAGMA ${name} = ${value}: it says ${String(actual)}.`)
  }
}

/** Throws an OperatorError when the file's pages are not in order. */
export function checkDatabase(client: DatabaseClient, path: string): void {
  const result = quickCheck(client.$client)
  if (result !== 'ok') throw damaged(path, result)
}

function quickCheck(sqlite: Database): unknown {
  try {
    return Object.values(sqlite.query<Record<string, unknown>, []>('PRAGMA quick_check(1)').get() ?? {})[0]
  } catch (error) {
    return error
  }
}

/** The file's pages are not in order. `backup` is one that is whole. Exit code EX_DATAERR of sysexits.h. */
export class DamagedError extends OperatorError {
  constructor(
    readonly path: string,
    readonly reason: string,
    { backup, cause, wasServed = false }: { backup?: string; cause?: unknown; wasServed?: boolean } = {},
  ) {
    const wayOut = backup === undefined ? words.restoreLast : words.restoreNewest(backup)
    super(words.damaged(path, reason, wayOut, wasServed ? '' : words.leftAsIs), { cause, exitCode: 65 })
  }
}

/** What SQLite says of a damaged file, as one line without its heading. */
export function toDamage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.replace(/^\*\*\* in database \w+ \*\*\*\s*/, '').replaceAll(/\s+/g, ' ')
}

function damaged(path: string, cause: unknown): DamagedError {
  return new DamagedError(path, toDamage(cause), { cause })
}
