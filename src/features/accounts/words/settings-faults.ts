export const noSuchForm = 'This page has no such form. Open it again.'
export const theName = 'Your name'
export const nothingToChange = 'Nothing to change was given.'
export const noPicture = 'Choose a picture first.'
export const pictureTooLarge = 'The picture is larger than 256 KB.'
export const pictureTooLargeToSend = 'The picture is larger than 256 KB. Choose another one.'
export const pictureTooLargeToKeep = 'The picture is larger than 256 KB. Make it smaller and try again.'
export const noSuchPicture = 'This is no PNG, JPEG or WebP picture. Choose another file.'
export const pictureTooWide = (width: number, height: number, most: number) =>
  `The picture is ${width} by ${height} pixels. It may have ${most} a side.`
export const noSuchLanguage = 'Choose a language from the list.'
export const noSuchZone = 'Choose a time zone from the list.'

export const passwordNoText = 'The password must be text.'
export const currentPasswordNoText = 'The current password must be text.'
export const giveCurrentPassword = 'Give your current password.'
export const currentPasswordMissing = 'The current password is missing.'
export const noFlag = 'revokeOtherSessions must be true or false.'
export const samePassword = 'This is the password you have. Take another one.'

export const sameAddress = 'This is your address already.'
export const linkIsGone = 'This link was used, is older than a day, or a newer one has taken its place.'
export const addressIsTaken =
  'There is an account with this address by now, so yours keeps the one it has. Ask again with another.'

export const noToken = 'The session’s token is missing: take one from the list.'
export const ownSession = 'This is the session that you use now. Sign out to end it.'
export const sessionHasEnded = 'This session has ended already.'

export const otherAddress = 'This is not the address of your account.'
/** What stands against a deletion, said to the person (`self`) or to an admin about them. */
export const onlyOwner = {
  self: (count: number, names: string) => `You are ${onlyOwnerOf(count, names)}`,
  other: (count: number, names: string) => `They are ${onlyOwnerOf(count, names)}`,
}
const onlyOwnerOf = (count: number, names: string) =>
  count === 1
    ? `the only owner of ${names}, where other people work. Make somebody else an owner of it, or delete it, first.`
    : `the only owner of ${names}, where other people work. Make somebody else an owner of each of them, or delete them, first.`
export const lastAdmin = {
  self: 'You are the last admin of this instance. Make somebody else an admin first.',
  other: 'They are the last admin of this instance. Make somebody else an admin first.',
}
