import { z } from 'zod'
import { Email } from '@/lib/account-fields'
import * as faults from '../words/settings-faults'

export const ChangeEmail = z.strictObject({ newEmail: Email })
export type ChangeEmail = z.output<typeof ChangeEmail>

/** The forms of the page. */
export const ChangeEmailPost = z.discriminatedUnion(
  'intent',
  [ChangeEmail.extend({ intent: z.literal('change') }), z.strictObject({ intent: z.literal('cancel') })],
  faults.noSuchForm,
)

/** The body of Better Auth's client, which may say more than is used here. */
export const ChangeEmailCall = z.object({ newEmail: Email })

/** The one button of a link's page, and the way out for an address that knows nothing of it. */
export const EmailLinkPost = z.strictObject({ intent: z.enum(['accept', 'refuse']) })

/** A change that waits for a click at one address or at both. `expiresAt` is ISO 8601. */
export type PendingEmailChange = {
  newEmail: string
  isAgreed: boolean
  isConfirmed: boolean
  expiresAt: string
}
