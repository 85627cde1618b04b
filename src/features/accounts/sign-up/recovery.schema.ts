import { z } from 'zod'
import { Email, NewPassword } from '@/lib/account-fields'

/** Where a link is to be sent: to choose a new password, or to confirm the address. */
export const RequestLink = z.strictObject({ email: Email })

/** The page of a reset link. The token is in its address. */
export const ChoosePassword = z.strictObject({ password: NewPassword })

/** The body of Better Auth's client, which may say more than is used here. */
export const RequestLinkCall = z.object({ email: Email })

export const ResetPasswordCall = z.object({
  newPassword: NewPassword,
  token: z.string({ error: 'The token of the link is missing.' }).max(200),
})
