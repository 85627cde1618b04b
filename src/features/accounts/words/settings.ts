export const personAlone = 'This is for the person alone'
export const personAloneHint = 'You act as somebody else. Stop acting as them to change things of your own.'

export const name = 'Your name'
export const nameHint = 'How the people in your workspaces see you.'
export const saveName = 'Save the name'

export const picture = 'Choose a picture'
export const pictureHint = 'PNG, JPEG or WebP, at most 256 KB. The people in your workspaces see it.'
export const usePicture = 'Use this picture'
export const removePicture = 'Remove the picture'

export const asBrowser = 'As my browser says'
export const locale = 'Dates and numbers as in'
export const localeHint = 'The sentences are English for everybody.'
export const timeZone = 'Time zone'

export const newAddress = 'New address'
export const sendLinks = 'Send both links'

export const currentPassword = 'Current password'
export const newPassword = 'New password'
export const newPasswordHint = (least: number) =>
  `At least ${least} characters. A sentence is easy to remember.`
export const changePassword = 'Change the password'

export const ownEmail = 'Your e-mail address'
export const ownEmailHint = 'Type it to say that you mean it.'
export const deleteAccount = 'Delete my account'

export const unknownDevice = 'Unknown device'
