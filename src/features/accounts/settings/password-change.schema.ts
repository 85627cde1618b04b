import { z } from 'zod'
import { NewPassword } from '@/lib/account-fields'

/** Longer than any password: what was typed is compared, not kept. */
const CurrentPassword = z.string({ error: 'The current password must be text.' }).max(1000)

/** The current password is asked for only where the last proof is too old, so it may be left out. */
export const ChangePassword = z.strictObject({
  currentPassword: CurrentPassword.optional(),
  newPassword: NewPassword,
})
export type ChangePassword = z.output<typeof ChangePassword>

/** The same where it is asked for. */
export const ChangePasswordUnproved = ChangePassword.extend({
  currentPassword: CurrentPassword.min(1, 'Give your current password.'),
})

/** The body of Better Auth's client. The other sessions end whether it asks for that or not. */
export const ChangePasswordCall = z.object({
  currentPassword: CurrentPassword.min(1, 'The current password is missing.'),
  newPassword: NewPassword,
  revokeOtherSessions: z.boolean('revokeOtherSessions must be true or false.').optional(),
})
