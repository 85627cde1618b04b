import { z } from 'zod'
import { Email } from '@/lib/account-fields'
import * as faults from '../words/settings-faults'

/** The address of the account, typed by whoever deletes it. */
export const DeleteAccount = z.strictObject({ email: Email })
export type DeleteAccount = z.output<typeof DeleteAccount>

/** The forms of the page. */
export const YourDataPost = z.discriminatedUnion(
  'intent',
  [DeleteAccount.extend({ intent: z.literal('delete') }), z.strictObject({ intent: z.literal('export') })],
  faults.noSuchForm,
)

/** The body of Better Auth's client, which may say more than is used here. */
export const DeleteAccountCall = z.object({
  password: z.string({ error: faults.passwordNoText }).max(1000).optional(),
})

/** What the deletion takes with it, and what stands against it: sentences, empty when nothing does. */
export type DeletionOutlook = { workspaces: string[]; obstacles: string[] }
