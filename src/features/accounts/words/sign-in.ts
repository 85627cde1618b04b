export const title = 'Sign in'
export const news = {
  'signed-up': 'Sign in with your new account. If you had one before, a message at your address says so.',
  reset: 'Your new password is set. Sign in with it.',
  verified: 'Your address is confirmed. You can sign in now.',
  'email-changed': 'Your address is changed. Sign in with the new one.',
  deleted: 'Your account is deleted.',
}
export const openPublicAddress = 'Open the public address'
export const onlyAt = ['Signing in works only at ', '.'] as const
export const again = 'Sign in again'
export const againHint = 'That was too long ago, or there were too many wrong codes.'
export const notConfirmed = 'Not confirmed yet?'
export const notConfirmedWithoutMail =
  'Not confirmed yet? No mail is sent from here: an admin of this instance has the link.'
export const sendAgain = 'Have the link sent again'
export const askForNewOne = 'Ask for a new one'
export const email = 'E-mail'
export const password = 'Password'
export const forgot = 'Forgot it?'
export const submit = 'Sign in'
export const withPasskey = 'Sign in with a passkey'
export const withPassword = 'Sign in with a password'
export const noAccountYet = 'No account yet?'
export const signUp = 'Sign up'

export const secondFactor = 'Two-factor code'
export const enterBackupCode = 'Enter a backup code'
export const enterCode = 'Enter your code'
export const enterBackupCodeHint = 'Each of the ten codes that you kept works once.'
export const enterCodeHint = 'Open your authenticator app and take the code that it shows for this account.'
export const backupCode = 'Backup code'
export const code = 'Code'
export const trustDevice = 'Trust this device for 7 days'
export const useApp = 'Use the authenticator app instead'
export const useBackupCode = 'Use a backup code instead'

export const prove = 'Confirm that it is you'
export const proveHint = (email: string) =>
  `You are signed in as ${email}. What comes next is for you alone, so show once more that it is you.`
export const confirm = 'Confirm'
export const confirmWithPasskey = 'Confirm with a passkey'
export const notNow = 'Not now'
