import { eq, sql } from 'drizzle-orm'
import { prepared } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'

/** Whom a message to an account greets, and where it goes. */
export type AccountRow = { id: string; name: string; email: string; emailVerified: boolean }

const columns = { id: user.id, name: user.name, email: user.email, emailVerified: user.emailVerified }

const selectByEmail = prepared((db) =>
  db
    .select(columns)
    .from(user)
    .where(eq(user.email, sql.placeholder('email')))
    .prepare(),
)

const selectById = prepared((db) =>
  db
    .select(columns)
    .from(user)
    .where(eq(user.id, sql.placeholder('id')))
    .prepare(),
)

/** The account with an address in lower case. Never tell a stranger whether there is one. */
export function findAccountByEmail(email: string): AccountRow | undefined {
  return selectByEmail().get({ email })
}

export function findAccount(id: string): AccountRow | undefined {
  return selectById().get({ id })
}
