import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor } from '@/lib/actor'
import type { AuthCall, AuthHooks, AuthOutcome } from '@/lib/feature'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { session, user } from '@/lib/server/schema/accounts'
import { isBanned, isStillSignedIn, readSignedCookie } from '@/lib/server/session'
import { assertAdmin } from './admin-act.server'
import * as faults from '../words/admin-faults'

const Body = z.object({ userId: z.string() })

/** From before to after one call: who was acted as, for the session that says so is gone by then. */
const stopping = new WeakMap<Headers, Actor>()

/** The same for who begins to act as somebody. */
const starting = new WeakMap<Headers, Actor>()

/** The rules on acting as another account, and on what Better Auth answers to admins alone. */
export const impersonationHooks: AuthHooks = {
  before: (call) => {
    if (call.path === '/sign-out') return endBoth(call)
    if (!call.path.startsWith('/admin/')) return
    if (call.path === '/admin/stop-impersonating') return guardStop(call)
    if (!call.actor) throw new AppError('unauthenticated')
    assertAdmin(call.actor)
    if (call.path !== '/admin/impersonate-user') return
    guardStart(call)
    starting.set(call.headers, call.actor)
  },
  after: (call, outcome) => {
    if (call.path === '/admin/impersonate-user') recordStart(starting.get(call.headers), outcome)
    if (call.path === '/admin/stop-impersonating') {
      const acted = stopping.get(call.headers)
      const admin = acted?.session?.impersonator
      if (acted && admin)
        record('impersonation.stopped', { accountId: admin.id, session: null }, acted.accountId, new Date())
    }
  },
}

/** Throws `unauthenticated`, and ends what was opened, when the admin's own session ended meanwhile. */
function recordStart(
  admin: Actor | undefined,
  { accountId, sessionId }: AuthOutcome,
  now = new Date(),
): void {
  if (admin && isStillSignedIn(admin, now)) return record('impersonation.started', admin, accountId, now)
  database()
    .delete(session)
    .where(eq(session.id, sessionId ?? ''))
    .run()
  throw new AppError('unauthenticated')
}

/** Never an admin, never somebody who is shut out, and not oneself. Better Auth says the first again. */
function guardStart({ actor, body }: AuthCall, now = new Date()): void {
  const { userId } = Body.safeParse(body).data ?? {}
  const target = database()
    .select({ role: user.role, banned: user.banned, banExpires: user.banExpires })
    .from(user)
    .where(eq(user.id, userId ?? ''))
    .get()
  if (!target) throw new AppError('not_found', faults.noSuchAccount)
  if (userId === actor?.accountId) throw new AppError('conflict', faults.isThisAccount)
  if (target.role === 'admin') throw new AppError('forbidden', faults.nobodyActsAsAdmin)
  if (isBanned(target, now)) throw new AppError('forbidden', faults.nobodyActsAsBanned)
}

/**
 * Stopping leads back to the admin's own session. When that has ended meanwhile, what was opened by it ends here too,
 * and one signs in again.
 */
function guardStop({ actor, headers }: AuthCall): void {
  if (!actor?.session?.impersonator) throw new AppError('conflict', faults.actsAsNobody)
  stopping.set(headers, actor)
  const [token = ''] = readSignedCookie(headers, 'admin_session')?.split(':') ?? []
  const own = database()
    .select({ userId: session.userId })
    .from(session)
    .where(eq(session.token, token))
    .get()
  if (own?.userId === actor.session.impersonator.id) return
  const { id, impersonator } = actor.session
  database().delete(session).where(eq(session.id, id)).run()
  record('impersonation.stopped', { accountId: impersonator.id, session: null }, actor.accountId, new Date())
  throw new AppError('unauthenticated', faults.ownSessionHasEnded)
}

/** Whoever signs out while acting as somebody is signed out of their own session as well. */
function endBoth({ actor, headers }: AuthCall): void {
  const impersonator = actor?.session?.impersonator
  if (!impersonator) return
  const [token = ''] = readSignedCookie(headers, 'admin_session')?.split(':') ?? []
  const isOwn = and(eq(session.token, token), eq(session.userId, impersonator.id))
  database().delete(session).where(isOwn).run()
  record('impersonation.stopped', { accountId: impersonator.id, session: null }, actor.accountId, new Date())
}

type Who = Pick<Actor, 'accountId' | 'session'> | null

function record(action: AuditAction, actor: Who, subjectId: string | null, now: Date): void {
  transaction((tx) => writeAudit(tx, { action, actor, ...(subjectId !== null && { subjectId }) }, now))
}
