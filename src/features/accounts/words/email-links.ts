export const agree = 'Agree to the new address'
/** The old address stands after the first, the new one after the second. */
export const agreeTo = ['The account of ', ' is to have the address ', ' from now on.'] as const
export const submitAgree = 'Agree to the change'
export const refuse = 'I do not agree'
export const notAskedFor =
  'You did not ask for this? Then do not agree, and change your password: somebody was signed in as you.'
export const confirm = 'Confirm your new address'
/** The new address stands before the first, the old one after it. */
export const becomes = [' becomes the address that you sign in with, in place of ', '.'] as const
export const submitConfirm = 'Confirm the address'
export const linkIsDead = 'This link no longer works'
export const linkIsDeadHint =
  'A link works once and for a day, and a newer one takes its place. Ask for the change again.'
export const toSettings = 'To the settings'
export const signIn = 'Sign in'

export const change = 'Change of address'
export const nothingToDo = 'There is nothing to do here.'
export const outcomes = {
  waiting: {
    heading: 'One of two is done',
    text: 'The other address has a link, too. Once it is clicked, the address of the account changes.',
  },
  changed: {
    heading: 'The address is changed',
    text: 'Sign in with the new one from now on. Both addresses get a mail about it.',
  },
  refused: {
    heading: 'The address stays',
    text: 'Both links are ended. If you did not ask for the change, set a new password.',
  },
}
