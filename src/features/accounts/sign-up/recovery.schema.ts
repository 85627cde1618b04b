import { z } from 'zod'
import { Email, NewPassword } from '@/lib/account-fields'
import * as faults from '../words/faults'

/** Where a link is to be sent: to choose a new password, or to confirm the address. */
export const RequestLink = z.strictObject({ email: Email })

/** The page of a reset link. The token is in its address. */
export const ChoosePassword = z.strictObject({ password: NewPassword })

/** The body of Better Auth's client, which may say more than is used here. */
export const RequestLinkCall = z.object({ email: Email })

export const ResetPasswordCall = z.object({
  newPassword: NewPassword,
  token: z.string({ error: faults.noToken }).max(200),
})
