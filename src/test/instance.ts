import { createHmac } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import { identity } from '@/app'
import type { Member, WorkspaceRole } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { database, openDatabase } from '@/lib/server/db'
import { instance, setInstance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { session, user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { useDatabase } from '@/lib/server/start'

export const origin = 'https://capsule.test'

const migrations = readMigrations('migrations')

/** A running instance on a migrated database of its own in memory, for each test of the file. */
export function useInstance(env: Record<string, string> = {}): void {
  beforeEach(() => {
    const client = openDatabase(':memory:', identity.applicationId)
    migrate(client, migrations)
    useDatabase(client, identity, readConfig(identity, { PUBLIC_URL: origin, ...env }))
  })
  afterEach(() => {
    instance().database.$client.close()
    setInstance(undefined)
  })
}

/** An account, in a workspace of its own or in a given one. */
export function buildMember(role: WorkspaceRole, workspaceId = buildWorkspaceRow()): Member {
  const id = Bun.randomUUIDv7()
  const now = new Date()
  const actor = { name: `The ${role}`, email: `${id}@example.org` }
  database()
    .insert(user)
    .values({ id, ...actor, emailVerified: true, createdAt: now, updatedAt: now })
    .run()
  database()
    .insert(member)
    .values({ id: Bun.randomUUIDv7(), userId: id, organizationId: workspaceId, role, createdAt: now })
    .run()
  return {
    ...actor,
    accountId: id,
    isInstanceAdmin: false,
    workspace: { id: workspaceId, name: 'Bakery', role },
  }
}

function buildWorkspaceRow(): string {
  const id = Bun.randomUUIDv7()
  database().insert(organization).values({ id, name: 'Bakery', slug: id, createdAt: new Date() }).run()
  return id
}

/** One workspace with somebody in each role, and a stranger who owns another. */
export function buildWorkspace() {
  const owner = buildMember('owner')
  const join = (role: WorkspaceRole) => buildMember(role, owner.workspace.id)
  return {
    owner,
    admin: join('admin'),
    member: join('member'),
    viewer: join('viewer'),
    stranger: buildMember('owner'),
  }
}

/** The cookie of a new session: the token and its signature, as Better Auth writes them. */
export function signInAs(actor: Member): string {
  const token = Bun.randomUUIDv7()
  const now = new Date()
  database()
    .insert(session)
    .values({
      id: Bun.randomUUIDv7(),
      token,
      userId: actor.accountId,
      activeOrganizationId: actor.workspace.id,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    })
    .run()
  const signature = createHmac('sha256', instance().secret).update(token).digest('base64')
  return `__Secure-${identity.cookiePrefix}.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
