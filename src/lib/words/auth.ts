import { countOf } from '../count-of'

export const notServed = 'This is not served here.'
/** In Better Auth's own words, as it says it of a wrong password. */
export const likeWrongPassword = 'Invalid email or password'

export const wrong = 'The address or the password is not right.'
export const wrongOrUnconfirmed =
  'The address or the password is not right, or the address is not confirmed yet.'
export const banned = 'This account may not sign in. Ask an admin of the instance.'
export const tooManyPasswords = (count: number, unit: 'minute' | 'second') =>
  `There were too many wrong passwords. Try again in ${count === 1 ? `a ${unit}` : countOf(count, unit)}.`
export const unverifiedPasskey =
  'This passkey did not check that it is you. Use one with a PIN, a fingerprint or your face.'
export const wrongCode = 'This code is not right.'

export const repetitive = 'This repeats too few characters. Take another one.'
export const common = 'This is one of the most used passwords. Take another one.'
export const almostCommon =
  'This is one of the most used passwords with a few characters around it. Take another one.'
export const holdsOwner = 'This holds your name or your address. Take another one.'
