import { assertCode, redeemCode } from '@/features/codes/redemption.server'
import { queueMail } from '@/features/mails/mails.server'
import { writeAudit } from '@/lib/server/audit'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { registrationMode } from '@/lib/server/in-force'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { findAccountByEmail, type AccountRow } from '../find-account.server'
import { insertAccount } from '../insert-account.server'
import type { SignUp } from './sign-up.schema'
import { queueVerification } from './verification.server'
import { countVisitor, mayWriteTo, touchAccount } from './visitors.server'
import * as faults from '../words/faults'

/** Why nobody signs up here, or null where people can. */
export function signUpRefusal(): string | null {
  const mode = registrationMode()
  if (mode === 'closed') return faults.closed
  if (mode === 'invite') return faults.byInvitation
  return null
}

/** True where a registration code is asked for. */
export function asksForCode(): boolean {
  return registrationMode() === 'code'
}

/** True where an account can sign in only after its address was confirmed. */
export function asksForVerification(): boolean {
  return registrationMode() === 'open'
}

/**
 * Makes an account in the mode that the operator chose, and returns its id. An address that has one gets a message, uses
 * up no code, and is answered by an id that leads nowhere: neither the answer nor its time tells. `address` is the
 * client's. Throws `forbidden` where nobody signs up, `bad_input` at `password` or `code`, `limited` or `busy`.
 */
export async function signUp(input: SignUp, address: string, now = new Date()): Promise<string> {
  const refusal = signUpRefusal()
  if (refusal !== null) throw new AppError('forbidden', refusal)
  countVisitor(address, now)
  const code = asksForCode() ? needCode(input) : null
  if (code !== null) assertCode(code, now)
  await assertGoodPassword(input.password, input)
  const passwordHash = await hashPassword(input.password)
  return transaction((tx) => {
    const owner = findAccountByEmail(input.email)
    return owner ? tellOwner(tx, owner, code, now) : register(tx, { ...input, passwordHash }, code, now)
  })
}

function needCode({ code }: SignUp): string {
  if (code !== undefined) return code
  const issues = [{ path: 'code', message: faults.codeMissing }]
  throw new AppError('bad_input', undefined, { issues })
}

type NewPerson = { name: string; email: string; passwordHash: string }

function register(tx: Transaction, person: NewPerson, code: string | null, now: Date): string {
  const id = insertAccount(tx, { ...person, emailVerified: false }, now)
  if (code !== null) redeemCode(tx, code, id, now)
  queueVerification(tx, { ...person, id }, now)
  writeAudit(tx, { action: 'account.signed_up', actor: null, subjectId: id }, now)
  return id
}

/** The owner of an address hears that somebody signed up with it; the code stays as it was, and has to be right. */
function tellOwner(tx: Transaction, owner: AccountRow, code: string | null, now: Date): string {
  if (code !== null) assertCode(code, now)
  const { id: accountId, name, email: recipient } = owner
  if (mayWriteTo(accountId, 'account_exists', now))
    queueMail(tx, { kind: 'account_exists', recipient, accountId, name, link: '/forgot' }, now)
  else touchAccount(tx, accountId)
  return Bun.randomUUIDv7()
}
