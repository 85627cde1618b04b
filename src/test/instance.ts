import { createHmac } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import { features, identity } from '@/app'
import type { Actor, Member, WorkspaceRole } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { database, openDatabase } from '@/lib/server/db'
import { instance, setInstance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { session, user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { sessionCookieName } from '@/lib/server/session'
import { useDatabase } from '@/lib/server/start'
import { provokeFaults } from './faults'
import { reachedActions } from './reached'

export const origin = 'https://capsule.test'

const migrations = readMigrations('migrations')

/** A running instance on a migrated database of its own in memory, for each test of the file. */
export function useInstance(env: Record<string, string> = {}): void {
  beforeEach(() => {
    const client = openDatabase(':memory:', identity.applicationId)
    migrate(client, migrations)
    useDatabase(client, { identity, features }, readConfig(identity, { PUBLIC_URL: origin, ...env }))
    provokeFaults(client)
  })
  afterEach(() => {
    reachedActions(instance().database)
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
  const membership = { id: workspaceId, name: 'Bakery', role }
  return {
    ...actor,
    accountId: id,
    picture: null,
    isInstanceAdmin: false,
    hasTwoFactor: false,
    chosen: { locale: null, timeZone: null },
    session: null,
    workspace: membership,
    workspaces: [membership],
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

type SessionOptions = { provedAt?: Date | null; createdAt?: Date; impersonatedBy?: string }

/** A new session of an account, proven just now unless said otherwise: the actor who has it, and its cookie. */
export function openSession<A extends Actor>(
  actor: A,
  { provedAt = new Date(), createdAt = new Date(), impersonatedBy }: SessionOptions = {},
): { actor: A; cookie: string; sessionId: string } {
  const token = Bun.randomUUIDv7()
  const sessionId = Bun.randomUUIDv7()
  database()
    .insert(session)
    .values({
      id: sessionId,
      token,
      userId: actor.accountId,
      activeOrganizationId: actor.workspace?.id ?? null,
      impersonatedBy: impersonatedBy ?? null,
      provedAt,
      createdAt,
      updatedAt: new Date(),
      expiresAt: new Date(Date.now() + 3_600_000), // Longer than the slowest journey.
    })
    .run()
  const signature = createHmac('sha256', instance().secret).update(token).digest('base64')
  const impersonator = impersonatedBy === undefined ? null : { id: impersonatedBy, name: 'The admin' }
  return {
    actor: { ...actor, session: { id: sessionId, provedAt: provedAt?.getTime() ?? null, impersonator } },
    cookie: `${sessionCookieName()}=${encodeURIComponent(`${token}.${signature}`)}`,
    sessionId,
  }
}
