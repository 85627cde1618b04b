export const emailNoText = 'The e-mail address must be text.'
export const emailMissing = 'The e-mail address is missing.'
export const emailTooLong = 'The e-mail address is too long.'
export const noEmail = 'This is not an e-mail address.'
export const thePassword = 'The password'
export const passwordTooShort = (least: number) =>
  `Take at least ${least} characters. A sentence is easy to remember.`
