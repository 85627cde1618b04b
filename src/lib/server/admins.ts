import { and, eq, inArray } from 'drizzle-orm'
import { database } from './db'
import { user } from './schema/accounts'
import { member } from './schema/workspaces'

/** True once somebody runs the instance. */
export function hasAdmin(): boolean {
  return (
    database().select({ id: user.id }).from(user).where(eq(user.role, 'admin')).limit(1).get() !== undefined
  )
}

/** True for an account that runs the instance or one of its workspaces. */
export function isAdminAnywhere(accountId: string): boolean {
  const runsInstance = and(eq(user.id, accountId), eq(user.role, 'admin'))
  const runsWorkspace = and(eq(member.userId, accountId), inArray(member.role, ['owner', 'admin']))
  return (
    database().select({ id: user.id }).from(user).where(runsInstance).get() !== undefined ||
    database().select({ id: member.id }).from(member).where(runsWorkspace).limit(1).get() !== undefined
  )
}
