import { z } from 'zod'
import { passwordLimits } from './password-limits'
import { text } from './text'
import * as words from './words/account-fields'

/** An address as accounts are kept by: in lower case, without spaces around it. */
export const Email = z
  .string({ error: words.emailNoText })
  .trim()
  .toLowerCase()
  .min(1, words.emailMissing)
  .max(254, words.emailTooLong)
  .pipe(z.email(words.noEmail))

/** A password to be. Whether it is too easily guessed is asked on the server, by `assertGoodPassword`. */
export const NewPassword = text(words.thePassword, { max: passwordLimits.max }).min(
  passwordLimits.min,
  words.passwordTooShort(passwordLimits.min),
)
