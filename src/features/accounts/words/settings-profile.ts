export const title = 'Profile'
export const picture = 'Picture'
export const name = 'Name'
export const datesAndNumbers = 'Dates and numbers'
/** What stands before and after the present time. */
export const example = (number: string) =>
  ['Now:', `, and a thousand and a half is ${number}. Your messages are written like that too.`] as const
export const saveDatesAndNumbers = 'Save dates and numbers'
export const emailAndPassword = 'E-mail and password'
export const emailHint = 'You sign in with it, and notices go there.'
export const changeAddress = 'Change the address'
export const changePassword = 'Change the password'

export const done = {
  profile: 'Your name is saved.',
  picture: 'Your picture is saved.',
  'remove-picture': 'Your picture is gone.',
  reader: 'Dates and numbers are written like this from now on.',
}
