import { z } from 'zod'
import { NewPassword } from '@/lib/account-fields'
import * as faults from '../words/settings-faults'

/** Longer than any password: what was typed is compared, not kept. */
const CurrentPassword = z.string({ error: faults.currentPasswordNoText }).max(1000)

/** The current password is asked for only where the last proof is too old, so it may be left out. */
export const ChangePassword = z.strictObject({
  currentPassword: CurrentPassword.optional(),
  newPassword: NewPassword,
})
export type ChangePassword = z.output<typeof ChangePassword>

/** The same where it is asked for. */
export const ChangePasswordUnproved = ChangePassword.extend({
  currentPassword: CurrentPassword.min(1, faults.giveCurrentPassword),
})

/** The body of Better Auth's client. The other sessions end whether it asks for that or not. */
export const ChangePasswordCall = z.object({
  currentPassword: CurrentPassword.min(1, faults.currentPasswordMissing),
  newPassword: NewPassword,
  revokeOtherSessions: z.boolean(faults.noFlag).optional(),
})
