import { desc, eq, or } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { accountPictures, passkey, session, user } from '@/lib/server/schema/accounts'
import { audit, auditValues } from '@/lib/server/schema/audit'
import { member, organization } from '@/lib/server/schema/workspaces'
import { assertProved } from '../proof.server'

/**
 * Everything that is kept of a person, for them alone: no tokens, no keys, no hashes. Times are ISO 8601 once it is
 * JSON. Throws `forbidden` for an impersonator, `unproved`.
 */
export async function exportData(actor: Actor, now = new Date()): Promise<Record<string, unknown>> {
  assertProved(actor, now)
  const { accountId } = actor
  const data = {
    exportedAt: now,
    account: selectAccount(accountId),
    picture: selectPicture(accountId),
    memberships: selectMemberships(accountId),
    sessions: selectSessions(accountId),
    passkeys: selectPasskeys(accountId),
    ...(await collectFromFeatures(accountId)),
    audit: selectAudit(accountId),
  }
  transaction((tx) => writeAudit(tx, { action: 'account.exported', actor, subjectId: accountId }, now))
  return data
}

function selectAccount(accountId: string) {
  return database()
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      role: user.role,
      banned: user.banned,
      banReason: user.banReason,
      banExpires: user.banExpires,
      twoFactorEnabled: user.twoFactorEnabled,
      locale: user.locale,
      timeZone: user.timeZone,
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
    })
    .from(user)
    .where(eq(user.id, accountId))
    .get()
}

function selectPicture(accountId: string) {
  const row = database().select().from(accountPictures).where(eq(accountPictures.accountId, accountId)).get()
  return row ? { type: row.type, updatedAt: row.updatedAt, base64: row.bytes.toString('base64') } : null
}

function selectMemberships(accountId: string) {
  return database()
    .select({
      workspaceId: organization.id,
      workspace: organization.name,
      role: member.role,
      since: member.createdAt,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, accountId))
    .all()
}

function selectSessions(accountId: string) {
  return database()
    .select({
      id: session.id,
      address: session.ipAddress,
      userAgent: session.userAgent,
      provedAt: session.provedAt,
      createdAt: session.createdAt,
      updatedAt: session.updatedAt,
      expiresAt: session.expiresAt,
    })
    .from(session)
    .where(eq(session.userId, accountId))
    .all()
}

function selectPasskeys(accountId: string) {
  return database()
    .select({
      id: passkey.id,
      name: passkey.name,
      deviceType: passkey.deviceType,
      backedUp: passkey.backedUp,
      createdAt: passkey.createdAt,
    })
    .from(passkey)
    .where(eq(passkey.userId, accountId))
    .all()
}

/** What each feature keeps of a person, under its name. */
async function collectFromFeatures(accountId: string): Promise<Record<string, unknown>> {
  const parts: Record<string, unknown> = {}
  for (const { name, personalData } of instance().features) {
    if (personalData) parts[name] = await (await personalData())(accountId)
  }
  return parts
}

/** What was done to the account or by it; the details only of what was done to it, since the others tell of others. */
function selectAudit(accountId: string) {
  return database()
    .select({
      at: audit.at,
      action: audit.action,
      actorId: audit.actorId,
      impersonatorId: audit.impersonatorId,
      subjectId: audit.subjectId,
      address: auditValues.address,
      details: auditValues.details,
    })
    .from(audit)
    .leftJoin(auditValues, eq(auditValues.auditId, audit.id))
    .where(or(eq(audit.subjectId, accountId), eq(audit.actorId, accountId)))
    .orderBy(desc(audit.at))
    .all()
    .map(({ at, action, actorId, impersonatorId, subjectId, address, details }) => ({
      at,
      action,
      by: impersonatorId !== null ? 'an admin as you' : sayActor(actorId, accountId),
      ...(actorId === accountId && impersonatorId === null && { address }),
      ...(subjectId === accountId && details !== null && { details: JSON.parse(details) }),
    }))
}

function sayActor(actorId: string | null, accountId: string): string {
  if (actorId === accountId) return 'you'
  return actorId === null ? 'the operator or a visitor' : 'somebody else'
}
