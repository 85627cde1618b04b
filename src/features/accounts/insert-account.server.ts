import type { Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { account, user } from '@/lib/server/schema/accounts'
import { findAccountByEmail } from './find-account.server'
import * as faults from './words/faults'

/** An account to be: `email` in lower case, `passwordHash` made before the transaction, or null for none yet. */
export type NewAccount = {
  name: string
  email: string
  passwordHash: string | null
  emailVerified: boolean
  role?: 'admin' | 'user'
}

/**
 * Makes an account and its password's row inside the transaction of what it is for, and returns its id. Throws
 * `conflict` when the address has one: a door where strangers knock asks `findAccountByEmail` first and does not tell.
 */
export function insertAccount(
  tx: Transaction,
  { name, email, passwordHash, emailVerified, role = 'user' }: NewAccount,
  now: Date,
): string {
  if (findAccountByEmail(email)) throw new AppError('conflict', faults.addressIsTaken)
  const id = Bun.randomUUIDv7()
  const times = { createdAt: now, updatedAt: now }
  tx.insert(user)
    .values({ id, name, email, emailVerified, role, ...times })
    .run()
  if (passwordHash !== null) insertCredential(tx, id, passwordHash, now)
  return id
}

/** The row that Better Auth signs in by: an account has at most one. */
export function insertCredential(tx: Transaction, accountId: string, passwordHash: string, now: Date): void {
  const times = { createdAt: now, updatedAt: now }
  tx.insert(account)
    .values({
      id: Bun.randomUUIDv7(),
      userId: accountId,
      accountId,
      providerId: 'credential',
      password: passwordHash,
      ...times,
    })
    .run()
}
