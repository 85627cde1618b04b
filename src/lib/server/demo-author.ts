import { and, eq } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { DemoTarget } from '@/lib/feature'
import { database } from './db'
import { user } from './schema/accounts'
import { member, organization } from './schema/workspaces'

/** The account as a member of the workspace. Throws when it is none: a mistake in the caller. */
export function loadDemoAuthor({ accountId, workspaceId }: DemoTarget): Member {
  const row = database()
    .select({ person: user, workspace: organization, role: member.role })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(and(eq(member.userId, accountId), eq(member.organizationId, workspaceId)))
    .get()
  if (!row) throw new Error('The account of the demo is no member of its workspace.')
  const membership = { id: workspaceId, name: row.workspace.name, role: row.role }
  return {
    accountId,
    name: row.person.name,
    email: row.person.email,
    picture: row.person.image,
    isInstanceAdmin: row.person.role === 'admin',
    hasTwoFactor: row.person.twoFactorEnabled,
    chosen: { locale: row.person.locale, timeZone: row.person.timeZone },
    session: null,
    workspace: membership,
    workspaces: [membership],
  }
}
