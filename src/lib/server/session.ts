import { createHmac, timingSafeEqual } from 'node:crypto'
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Actor, ActorSession } from '@/lib/actor'
import { readCookies } from './cookies'
import { prepared, type DatabaseClient } from './db'
import { instance } from './instance'
import { session, user } from './schema/accounts'
import { member, organization } from './schema/workspaces'
import { isOutOfSpace } from './sqlite-errors'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** How long a session lives, in milliseconds: without being used, in all, and as an impersonation. */
export const sessionAges = { idle: 7 * DAY, most: 30 * DAY, impersonation: 60 * MINUTE } as const

/** A use is written down at most this often, so that reading stays reading. */
const TOUCH_AFTER = 10 * MINUTE

/** Who a request comes from, and the cookies (a refreshed or an ended session) that its answer has to set. */
export type SessionReading = { actor: Actor | null; cookies: string[] }

const nobody: SessionReading = { actor: null, cookies: [] }

/**
 * Reads the session cookie of a request: the token and its signature as Better Auth writes them, looked up by one
 * prepared statement. A session that was idle or alive for too long, or whose account is banned, is none.
 */
export function readSession(headers: Headers, now = new Date()): SessionReading {
  if (!headers.has('cookie')) return nobody
  const value = readCookies(headers).get(sessionCookieName())
  if (value === undefined) return nobody
  const token = readToken(value)
  const row = token === null ? undefined : selectSession().get({ token })
  const actor = row && isAlive(row, now) ? toActor(row) : null
  if (!row || !actor) return { actor: null, cookies: [writeCookie('', 0)] }
  return { actor, cookies: touch(row, value, headers, now) }
}

/** `__Secure-` where the public address is https: RFC 6265bis, 4.1.3.1. */
export function sessionCookieName(): string {
  return cookieName('session_token')
}

function cookieName(name: string): string {
  return `${isSecure() ? '__Secure-' : ''}${instance().identity.cookiePrefix}.${name}`
}

function isSecure(): boolean {
  return instance().address.origins[0].startsWith('https:')
}

/** What one of Better Auth's other signed cookies says, `two_factor` or `trust_device`; null when it is not ours. */
export function readSignedCookie(headers: Headers, name: string): string | null {
  const value = readCookies(headers).get(cookieName(name))
  return value === undefined ? null : readToken(value)
}

/** The token of a signed cookie, or null when the signature is not ours. */
function readToken(value: string): string | null {
  const text = decode(value)
  const end = text.lastIndexOf('.')
  if (end < 1) return null
  const token = text.slice(0, end)
  const expected = Buffer.from(createHmac('sha256', instance().secret).update(token).digest('base64'))
  const given = Buffer.from(text.slice(end + 1))
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

/** True while the session that an actor came by is alive; always for an actor that none stands behind. */
export function isStillSignedIn({ accountId, session: own }: Actor, now = new Date()): boolean {
  if (own === null) return true
  const row = selectSessionById().get({ id: own.id })
  return row !== undefined && row.accountId === accountId && isAlive(row, now)
}

const selectSession = prepared((db) =>
  selectSessions(db)
    .where(eq(session.token, sql.placeholder('token')))
    .prepare(),
)

const selectSessionById = prepared((db) =>
  selectSessions(db)
    .where(eq(session.id, sql.placeholder('id')))
    .prepare(),
)

function selectSessions(db: DatabaseClient) {
  return db
    .select({
      id: session.id,
      expiresAt: session.expiresAt,
      createdAt: session.createdAt,
      updatedAt: session.updatedAt,
      provedAt: session.provedAt,
      impersonatedBy: session.impersonatedBy,
      active: session.activeOrganizationId,
      accountId: user.id,
      name: user.name,
      email: user.email,
      picture: user.image,
      role: user.role,
      banned: user.banned,
      banExpires: user.banExpires,
      hasTwoFactor: user.twoFactorEnabled,
      locale: user.locale,
      timeZone: user.timeZone,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
}

type SessionRow = NonNullable<ReturnType<ReturnType<typeof selectSession>['get']>>

function isAlive(row: SessionRow, now: Date): boolean {
  const age = now.getTime() - row.createdAt.getTime()
  const most = row.impersonatedBy === null ? sessionAges.most : sessionAges.impersonation
  return row.expiresAt > now && age < most && !isBanned(row, now)
}

/** True while an account is shut out. */
export function isBanned(
  { banned, banExpires }: { banned: boolean | null; banExpires: Date | null },
  now: Date,
): boolean {
  return banned === true && (banExpires === null || banExpires > now)
}

function toActor(row: SessionRow): Actor | null {
  const impersonator = row.impersonatedBy === null ? null : findImpersonator(row.impersonatedBy)
  if (impersonator === undefined) return null
  const workspaces = selectMemberships().all({ accountId: row.accountId, active: row.active ?? '' })
  return {
    accountId: row.accountId,
    name: row.name,
    email: row.email,
    picture: row.picture,
    isInstanceAdmin: row.role === 'admin',
    hasTwoFactor: row.hasTwoFactor,
    chosen: { locale: row.locale, timeZone: row.timeZone },
    workspace: workspaces[0] ?? null,
    workspaces,
    session: { id: row.id, provedAt: row.provedAt?.getTime() ?? null, impersonator },
  }
}

const selectAdmin = prepared((db) =>
  db
    .select({ id: user.id, name: user.name, role: user.role, banned: user.banned })
    .from(user)
    .where(eq(user.id, sql.placeholder('id')))
    .prepare(),
)

/** The admin behind an impersonation; undefined when there is no such admin any more, which ends it. */
function findImpersonator(id: string): NonNullable<ActorSession['impersonator']> | undefined {
  const admin = selectAdmin().get({ id })
  return admin?.role === 'admin' && !admin.banned ? { id: admin.id, name: admin.name } : undefined
}

/** The active workspace first, then the one that was joined first. */
const selectMemberships = prepared((db) =>
  db
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, sql.placeholder('accountId')))
    .orderBy(desc(sql`${member.organizationId} = ${sql.placeholder('active')}`), asc(member.createdAt))
    .prepare(),
)

const updateUse = prepared((db) =>
  db
    .update(session)
    .set({ updatedAt: sql`${sql.placeholder('now')}`, expiresAt: sql`${sql.placeholder('expiresAt')}` })
    .where(eq(session.id, sql.placeholder('id')))
    .prepare(),
)

/** Writes down that a session is in use, and prolongs its cookie; an impersonation ends when it was said to. */
function touch(row: SessionRow, value: string, headers: Headers, now: Date): string[] {
  const isRecent = now.getTime() - row.updatedAt.getTime() < TOUCH_AFTER
  if (isRecent || row.impersonatedBy !== null) return []
  const end = Math.min(now.getTime() + sessionAges.idle, row.createdAt.getTime() + sessionAges.most)
  if (!writeUse(row.id, now, end)) return []
  const isForgotten = readCookies(headers).has(cookieName('dont_remember'))
  return [writeCookie(value, isForgotten ? undefined : Math.floor((end - now.getTime()) / 1000))]
}

/** False on a full disk: whoever only reads must not be refused for it. */
function writeUse(id: string, now: Date, end: number): boolean {
  try {
    updateUse().run({ id, now: now.getTime(), expiresAt: end })
    return true
  } catch (error) {
    if (!isOutOfSpace(error)) throw error
    return false
  }
}

/** A `Set-Cookie` for the session; `maxAge` in seconds, 0 ends it, none keeps it until the browser closes. */
function writeCookie(value: string, maxAge: number | undefined): string {
  return [
    `${sessionCookieName()}=${value}`,
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    'Path=/',
    'HttpOnly',
    ...(isSecure() ? ['Secure'] : []),
    'SameSite=Lax',
  ].join('; ')
}
