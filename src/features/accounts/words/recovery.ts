export const forgot = 'Forgot your password'
export const lookIntoMail = 'Look into your mail'
export const askAdmin = 'Ask an admin for the link'
export const sent =
  'If there is an account with this address, a message with a link is on its way to it. The link works for an hour.'
export const sentWithoutMail =
  'If there is an account with this address, an admin of this instance now has a link for it, since no mail is sent from here. Ask them: it works for an hour.'
export const signIn = 'Sign in'
export const nothingCame = 'Nothing came?'
export const otherAddress = 'Was it another address?'
export const tryAgain = 'Try again'
export const ask = 'Say which address you sign in with. A link to choose a new password goes there.'
export const askWithoutMail =
  'Say which address you sign in with. No mail is sent from here: an admin of this instance gets the link to choose a new password.'
export const remembered = 'You remember it?'

export const reset = 'Choose a new password'
export const resetHint = (email: string) =>
  `For ${email}. Every session of the account ends, and you sign in with the new password.`
export const linkIsDead = 'This link no longer works'
export const linkIsDeadHint =
  'A link works once and for an hour, and a newer one ends it. Have another one sent.'
export const sendNew = 'Send a new link'

export const email = 'E-mail'
export const sendLink = 'Send the link'
export const newPassword = 'New password'
export const newPasswordHint = (least: number) =>
  `At least ${least} characters. A sentence is easy to remember.`
export const setPassword = 'Set the password'
