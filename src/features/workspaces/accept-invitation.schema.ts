import { z } from 'zod'
import { NewPassword } from '@/lib/account-fields'
import { neededLine } from '@/lib/text'
import * as faults from './words/faults'

/** A new account by an invitation: its address is the invited one, and never asked for. */
export const AcceptAsNew = z.strictObject({
  name: neededLine(faults.yourName, { max: 80 }),
  password: NewPassword,
})
export type AcceptAsNew = z.output<typeof AcceptAsNew>

/** What the page of an invitation posts. */
export const InvitationAnswer = z.discriminatedUnion('intent', [
  AcceptAsNew.extend({ intent: z.literal('create') }),
  z.strictObject({ intent: z.enum(['accept', 'decline', 'sign-out']) }),
])
