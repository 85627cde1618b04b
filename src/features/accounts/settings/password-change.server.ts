import { eq } from 'drizzle-orm'
import { queueMail } from '@/features/mails/mails.server'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { dropTokens } from '@/lib/server/one-time'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword } from '@/lib/server/password-policy'
import { session } from '@/lib/server/schema/accounts'
import type { ChangePassword } from './password-change.schema'
import { assertPassword, assertSelf, assertStill, isProved } from '../proof.server'
import { endSessions } from '../sessions.server'
import { setPasswordHash } from '../set-password.server'
import * as faults from '../words/settings-faults'

/**
 * Gives the account another password, or its first one. The current password proves who asks; without it a proof of the
 * last ten minutes does. Ends all other sessions and trusted devices, and the links that are still about. Throws
 * `forbidden` for an impersonator, `unauthenticated` when the session ended meanwhile, `bad_input` at `currentPassword` or `newPassword`, `limited` or `busy`.
 */
export async function changePassword(
  actor: Actor,
  { currentPassword, newPassword }: ChangePassword,
  now = new Date(),
): Promise<void> {
  assertSelf(actor)
  if (currentPassword) await assertPassword(actor.accountId, currentPassword, 'currentPassword')
  else if (!isProved(actor, now)) throw refusal('currentPassword', faults.giveCurrentPassword)
  if (currentPassword === newPassword) throw refusal('newPassword', faults.samePassword)
  await assertGoodPassword(newPassword, actor, 'newPassword')
  const hash = await hashPassword(newPassword)
  const { accountId, email: recipient, name } = actor
  transaction((tx) => {
    assertStill(actor, now)
    setPasswordHash(tx, accountId, hash, now)
    endSessions(tx, accountId, actor.session?.id)
    for (const kind of ['password_reset', 'email_change', 'email_change_consent'] as const)
      dropTokens(tx, kind, accountId)
    if (currentPassword && actor.session)
      tx.update(session).set({ provedAt: now }).where(eq(session.id, actor.session.id)).run()
    queueMail(tx, { kind: 'security_notice', event: 'password_changed', recipient, accountId, name }, now)
    writeAudit(tx, { action: 'account.password_changed', actor, subjectId: accountId }, now)
  })
}

function refusal(path: string, message: string): AppError {
  return new AppError('bad_input', undefined, { issues: [{ path, message }] })
}
