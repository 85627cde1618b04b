import { z } from 'zod'
import { Email, NewPassword } from '@/lib/account-fields'
import { neededLine } from '@/lib/text'
import * as faults from '../words/faults'

const fields = {
  name: neededLine(faults.theName, { max: 80 }),
  email: Email,
  password: NewPassword,
}

/** What a sign-up page asks for where no code is needed. */
export const SignUp = z.strictObject(fields)

/** The same where a registration code lets people in. */
export const SignUpWithCode = z.strictObject({
  ...fields,
  code: z.string({ error: faults.codeNoText }).trim().min(1, faults.codeMissing).max(100, faults.codeTooLong),
})

/** What the service takes: which of the two is needed depends on the mode. */
export type SignUp = z.output<typeof SignUp> & { code?: string | undefined }

/** The body of Better Auth's client, which says more than is used here. */
export const SignUpCall = z.object({ ...fields, code: SignUpWithCode.shape.code.optional() })
