import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { auth } from './auth'
import { prepared } from './db'
import { instance } from './instance'
import { member, organization } from './schema/workspaces'

/** Who a request comes from, and the cookies (a refreshed or an ended session) that its answer has to set. */
export type SessionReading = { actor: Actor | null; cookies: string[] }

const nobody: SessionReading = { actor: null, cookies: [] }

/** Reads the session cookie of a request. A request without one costs nothing. */
export async function readSession(headers: Headers): Promise<SessionReading> {
  if (!headers.get('cookie')?.includes(`${instance().identity.cookiePrefix}.session_token=`)) {
    return nobody
  }
  const { response, headers: answer } = await auth().api.getSession({ headers, returnHeaders: true })
  const cookies = answer.getSetCookie()
  if (!response) return { actor: null, cookies }
  const { user, session } = response
  const actor = {
    accountId: user.id,
    name: user.name,
    email: user.email,
    isInstanceAdmin: user.role === 'admin',
    workspace: findMembership(user.id, session.activeOrganizationId ?? null),
  }
  return { actor, cookies }
}

/** The active workspace first, else the one that was joined first. */
const selectMembership = prepared((db) =>
  db
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, sql.placeholder('accountId')))
    .orderBy(desc(sql`${member.organizationId} = ${sql.placeholder('active')}`), asc(member.createdAt))
    .limit(1)
    .prepare(),
)

function findMembership(accountId: string, active: string | null): Actor['workspace'] {
  return selectMembership().get({ accountId, active: active ?? '' }) ?? null
}
