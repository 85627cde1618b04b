import { countOf } from '@/lib/count-of'

export const title = 'Security'
export const email = 'E-mail'
export const password = 'Password'
export const passwordState = 'Set. Change it when somebody else may know it.'
export const passkeys = 'Passkeys'
export const passkeyCount = (count: number) => countOf(count, 'passkey')
export const noPasskeys = 'None yet. Sign in without a password.'
export const passkeysNotHere = 'Not possible at this address.'
export const twoFactor = 'Two-factor'
export const twoFactorOff = 'Off. A code of your phone would guard your password.'
export const twoFactorOn = (left: number) => `On, with ${countOf(left, 'backup code')} left.`

export const codesRunOut = 'Your backup codes are running out'
export const makeNewOnes = ['Make new ones on the', 'two-factor page', 'before you need them.'] as const
export const whatChangesAsk =
  'Each change here asks for your password or a passkey when you gave it more than ten minutes ago, ends your other sessions, and sends you a mail.'
