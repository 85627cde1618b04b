import { queueMail } from '@/features/mails/mails.server'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { issueToken } from '@/lib/server/one-time'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { assertAdmin, assertStillAdmin, auditor, type Admin } from './admin-act.server'
import type { CreateAccount } from './admin.schema'
import { insertAccount } from '../insert-account.server'

/** A link to choose a first password is good for this long, in milliseconds. */
const LINK_AGE = 7 * 24 * 60 * 60_000

/** A new account, and the link to choose its password where none was given. */
export type CreatedAccount = { id: string; link: string | null }

/**
 * Makes an account in the name of an admin, who vouches for the address when they choose the password; else its owner
 * gets a link by mail. Throws `forbidden`, `conflict` for an address that has an account, `bad_input` at `password`,
 * or `busy`.
 */
export async function createAccount(
  by: Admin,
  { name, email, password, role }: CreateAccount,
  now = new Date(),
): Promise<CreatedAccount> {
  assertAdmin(by)
  if (password !== undefined) await assertGoodPassword(password, { email, name })
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return transaction((tx) => {
    assertStillAdmin(tx, by)
    const emailVerified = passwordHash !== null
    const id = insertAccount(tx, { name, email, passwordHash, emailVerified, role }, now)
    writeAudit(tx, { action: 'account.created', actor: auditor(by), subjectId: id, details: { role } }, now)
    if (passwordHash !== null) return { id, link: null }
    const token = issueToken(tx, 'password_reset', { accountId: id, email }, LINK_AGE, now)
    const link = `/reset?token=${token}`
    queueMail(tx, { kind: 'welcome', recipient: email, accountId: id, name, link }, now)
    return { id, link: `${instance().address.origins[0]}${link}` }
  })
}
