import { z } from 'zod'
import { Email, NewPassword } from '@/lib/account-fields'
import { PublicUrl } from '@/lib/public-url'
import { neededLine } from '@/lib/text'
import * as faults from './words/faults'

export const SignIn = z.strictObject({
  email: Email,
  password: z.string({ error: faults.passwordNoText }).min(1, faults.passwordMissing).max(1000),
})
export type SignIn = z.output<typeof SignIn>

/** The first admin and the first workspace. `publicUrl` is asked only where the environment does not set it. */
export const SetUp = z.strictObject({
  token: z.string().max(200),
  name: neededLine(faults.theName, { max: 80 }),
  email: Email,
  password: NewPassword,
  workspace: neededLine(faults.theWorkspaceName, { max: 80 }),
  publicUrl: PublicUrl.optional(),
})
export type SetUp = z.output<typeof SetUp>
