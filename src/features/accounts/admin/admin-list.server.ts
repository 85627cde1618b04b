import { and, count, desc, eq, gt, or, sql, type SQL } from 'drizzle-orm'
import { readCursor, writeCursor, type CursorKeys } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { Page } from '@/lib/server/page'
import { account, passkey, session, user } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { member, organization } from '@/lib/server/schema/workspaces'
import { isBanned, sessionAges } from '@/lib/server/session'
import { assertAdmin, type Admin } from './admin-act.server'
import type {
  AccountDetails,
  AccountFilter,
  AccountItem,
  AccountSort,
  AuthUser,
  ExportAccounts,
  ListAccounts,
} from './admin.schema'
import { nameDevice } from '../settings/device-name.server'
import * as faults from '../words/admin-faults'

/**
 * A page of the instance's accounts, the newest first unless another order is asked for; with `q` those with it in their name or
 * address. Throws `forbidden`, or `bad_input` for a cursor of another list.
 */
export async function listAccounts(
  by: Admin,
  { limit, cursor, ...which }: ListAccounts,
  now = new Date(),
): Promise<Page<AccountItem>> {
  assertAdmin(by)
  const list = JSON.stringify(['accounts', which.q ?? '', which.filter, which.sort])
  const keys = cursor === undefined ? null : readCursor(list, cursor)
  const rows = selectAccounts(which, keys, limit + 1, now)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(
    shown.map((row) => toItem(row, now)),
    last ? writeCursor(list, keysOf(last, which.sort)) : null,
  )
}

/** Every account that is meant, in its order, read a few hundred at a time. Throws `forbidden`. */
export function readAccounts(by: Admin, which: ExportAccounts, now = new Date()): Generator<AccountItem> {
  assertAdmin(by)
  return read(which, now)
}

function* read(which: ExportAccounts, now: Date): Generator<AccountItem> {
  let keys: CursorKeys | null = null
  for (;;) {
    const rows = selectAccounts(which, keys, BATCH, now)
    for (const row of rows) yield toItem(row, now)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    keys = keysOf(last, which.sort)
  }
}

const BATCH = 200

/** The columns that an order goes by; the index of each has the id last, so that no two rows are equal. */
const orders = {
  created: { column: sql`${user.createdAt}`, keyOf: (row: Row) => row.createdAt.getTime() },
  name: { column: sql`${user.name} COLLATE NOCASE`, keyOf: (row: Row) => row.name },
} as const

function orderOf(sort: AccountSort) {
  const isDown = sort.startsWith('-')
  return { isDown, ...(sort.endsWith('name') ? orders.name : orders.created) }
}

function keysOf(row: Row, sort: AccountSort): CursorKeys {
  return [orderOf(sort).keyOf(row), row.id]
}

function selectAccounts(
  { q = '', filter, sort }: ExportAccounts,
  keys: CursorKeys | null,
  limit: number,
  now: Date,
): Row[] {
  const { isDown, column } = orderOf(sort)
  const side = sql.raw(isDown ? '<' : '>')
  // The first half alone makes a range of the index: SQLite takes none from a pair with a collation.
  const after =
    keys && sql`${column} ${side}= ${keys[0]} AND (${column}, ${user.id}) ${side} (${keys[0]}, ${keys[1]})`
  const direction = isDown ? sql`DESC` : sql`ASC`
  return database()
    .select(columns)
    .from(user)
    .where(and(isFound(q), isIn(filter, now), after ?? undefined))
    .orderBy(sql`${column} ${direction}`, sql`${user.id} ${direction}`)
    .limit(limit)
    .all()
}

/** One account with its workspaces, sessions and factors. Throws `forbidden` or `not_found`. */
export async function getAccount(by: Admin, id: string, now = new Date()): Promise<AccountDetails> {
  assertAdmin(by)
  const row = database().select(columns).from(user).where(eq(user.id, id)).get()
  if (!row) throw new AppError('not_found', faults.noSuchAccount)
  return {
    ...toItem(row, now),
    hasPassword: hasPassword(id),
    passkeys: countPasskeys(id),
    workspaces: selectWorkspaces(id),
    sessions: selectSessions(id, now),
  }
}

/** An account in the shape of Better Auth's answers to an admin. Throws `forbidden` or `not_found`. */
export async function getAuthUser(by: Admin, id: string): Promise<AuthUser> {
  assertAdmin(by)
  const row = database().select().from(user).where(eq(user.id, id)).get()
  if (!row) throw new AppError('not_found', faults.noSuchAccount)
  return row
}

/** Drizzle leaves the table's name away in a query of one table, and the ones inside have an `id` too. */
const outerId = sql.raw('"user".id')

/** What is open counts by its last use; what was closed meanwhile by its sign-in. */
const seenAt = sql<number | null>`(SELECT max(at) FROM (
  SELECT max(own.updated_at) AS at FROM ${session} AS own
    WHERE own.user_id = ${outerId} AND own.impersonated_by IS NULL
  UNION ALL
  SELECT max(entry.at) FROM ${audit} AS entry
    WHERE entry.subject_id = ${outerId} AND entry.action = 'account.signed_in'
))`
const columns = {
  id: user.id,
  name: user.name,
  email: user.email,
  emailVerified: user.emailVerified,
  picture: user.image,
  role: user.role,
  banned: user.banned,
  banReason: user.banReason,
  banExpires: user.banExpires,
  hasTwoFactor: user.twoFactorEnabled,
  createdAt: user.createdAt,
  seenAt,
}

type Row = Pick<
  typeof user.$inferSelect,
  'id' | 'name' | 'email' | 'emailVerified' | 'role' | 'banned' | 'banReason' | 'banExpires' | 'createdAt'
> & { picture: string | null; hasTwoFactor: boolean; seenAt: number | null }

function toItem(row: Row, now: Date): AccountItem {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    picture: row.picture,
    isAdmin: row.role === 'admin',
    hasTwoFactor: row.hasTwoFactor,
    ban: isBanned(row, now)
      ? { reason: row.banReason ?? '', lastDay: row.banExpires && lastDayBefore(row.banExpires) }
      : null,
    createdAt: row.createdAt.toISOString(),
    seenAt: row.seenAt === null ? null : new Date(row.seenAt).toISOString(),
  }
}

/** A ban ends with the first moment after its last day. */
function lastDayBefore(end: Date): string {
  return new Date(end.getTime() - 1).toISOString().slice(0, 10)
}

function isFound(q: string): SQL | undefined {
  if (q === '') return undefined
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return or(...[user.name, user.email].map((column) => sql`${column} LIKE ${pattern} ESCAPE '\\'`))
}

/** Written out, not bound: so the index of each filter is known to fit. */
function isIn(filter: AccountFilter, now: Date): SQL | undefined {
  switch (filter) {
    case 'all':
      return undefined
    case 'admins':
      return sql`${user.role} = 'admin'`
    case 'banned':
      return and(sql`${user.banned} = 1`, or(sql`${user.banExpires} IS NULL`, gt(user.banExpires, now)))
    case 'unconfirmed':
      return sql`${user.emailVerified} = 0`
    case 'two-factor':
      return sql`${user.twoFactorEnabled} = 1`
  }
}

function hasPassword(id: string): boolean {
  const isCredential = and(eq(account.userId, id), eq(account.providerId, 'credential'))
  return database().select({ id: account.id }).from(account).where(isCredential).get() !== undefined
}

function countPasskeys(id: string): number {
  return database().select({ count: count() }).from(passkey).where(eq(passkey.userId, id)).get()?.count ?? 0
}

function selectWorkspaces(id: string): AccountDetails['workspaces'] {
  return database()
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, id))
    .orderBy(organization.name)
    .all()
}

function selectSessions(id: string, now: Date): AccountDetails['sessions'] {
  const isOpen = and(
    eq(session.userId, id),
    gt(session.expiresAt, now),
    gt(session.createdAt, new Date(now.getTime() - sessionAges.most)),
  )
  const rows = database()
    .select()
    .from(session)
    .where(isOpen)
    .orderBy(desc(session.updatedAt))
    .limit(50)
    .all()
  return rows.map((row) => ({
    id: row.id,
    device: nameDevice(row.userAgent),
    address: row.ipAddress || null,
    signedInAt: row.createdAt.toISOString(),
    usedAt: row.updatedAt.toISOString(),
    isImpersonation: row.impersonatedBy !== null,
  }))
}
