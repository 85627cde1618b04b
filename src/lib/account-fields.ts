import { z } from 'zod'
import { passwordLimits } from './password-limits'
import { text } from './text'

/** An address as accounts are kept by: in lower case, without spaces around it. */
export const Email = z
  .string({ error: 'The e-mail address must be text.' })
  .trim()
  .toLowerCase()
  .min(1, 'The e-mail address is missing.')
  .max(254, 'The e-mail address is too long.')
  .pipe(z.email('This is not an e-mail address.'))

/** A password to be. Whether it is too easily guessed is asked on the server, by `assertGoodPassword`. */
export const NewPassword = text('The password', { max: passwordLimits.max }).min(
  passwordLimits.min,
  `Take at least ${passwordLimits.min} characters. A sentence is easy to remember.`,
)
