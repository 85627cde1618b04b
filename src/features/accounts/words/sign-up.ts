export const title = 'Create an account'
export const refused = 'No sign-up here'
export const signIn = 'Sign in'
export const needsCode = 'You need a registration code from whoever runs this instance.'
export const hasAccount = 'You have an account?'
export const lookIntoMail = 'Look into your mail'
export const askAdmin = 'Ask an admin for the link'
export const onItsWay =
  'A message is on its way to your address. Open the link in it to go on. It works for a day.'
export const adminHasIt =
  'No mail is sent from here: an admin of this instance has the link that confirms your address. It works for a day.'
export const nothingCame = 'Nothing came?'
export const otherAddress = 'Was it another address?'
export const sendAgain = 'Have the link sent again'
export const tryAgain = 'Try again'
export const linkIsDead = 'This link no longer works'

export const verify = 'Confirm your address'
export const verifyHint = (email: string) =>
  `Press the button to confirm that ${email} is yours. If you did not sign up here, close this page.`
export const submitVerify = 'Confirm the address'
export const verifySent =
  'If there is an account with this address that is not confirmed yet, a message with a link is on its way to it. It works for a day.'
export const verifySentWithoutMail =
  'If there is an account with this address that is not confirmed yet, an admin of this instance now has a link for it, since no mail is sent from here. It works for a day.'
export const verifyIsDead =
  'A link works once and for a day, and a newer one ends it. If your address is confirmed already, sign in. Else have another one sent.'
export const verifyAsk = 'Say which address you signed up with. A link to confirm it goes there.'
export const verifyAskWithoutMail =
  'Say which address you signed up with. No mail is sent from here: an admin of this instance gets the link that confirms it.'
export const isConfirmed = 'It is confirmed?'

export const code = 'Registration code'
export const name = 'Your name'
export const email = 'E-mail'
export const emailHint = 'You sign in with it.'
export const password = 'Password'
export const passwordHint = (least: number) => `At least ${least} characters. A sentence is easy to remember.`
export const submit = 'Create the account'
