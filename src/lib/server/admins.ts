import { eq } from 'drizzle-orm'
import { database } from './db'
import { user } from './schema/accounts'

/** True once somebody runs the instance. */
export function hasAdmin(): boolean {
  return (
    database().select({ id: user.id }).from(user).where(eq(user.role, 'admin')).limit(1).get() !== undefined
  )
}
