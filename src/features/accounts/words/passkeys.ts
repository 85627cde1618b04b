export const or = 'or'
export const unable = 'This browser has no passkeys'
export const unableHint = 'Open this page in a newer one to add a passkey.'
export const name = 'Name'
export const nameHint = 'What tells you which it is: the device or the password manager that keeps it.'
export const add = 'Add a passkey'
export const needsScript = 'Adding a passkey needs JavaScript.'

export const failed = 'That did not work. Try again.'
export const noneUsed = 'No passkey was used.'
export const hasOne = 'This device has a passkey for this account already.'
export const cancelled = 'That was cancelled, or took too long. You can try again.'
export const impossible = 'This browser could not do that. Try another device or browser.'
export const noAnswer = 'The server does not answer. Try again in a moment.'
export const unknown = 'This passkey is not known here. It may have been deleted.'
export const tooLate = 'That took too long. Try again.'

export const bareAddress =
  'Browsers bind a passkey to a name, and this instance is opened by a bare address. They work once its public address has a name.'
export const noHttps =
  'Browsers take passkeys only over https. They work once the public address of this instance begins with it.'
export const ofAnother = 'This passkey belongs to another account. Sign out first to use it.'
/** What one is called whose maker is not known. */
export const unnamed = 'Passkey'
export const theName = 'The name'
export const missing = 'The passkey is missing.'
export const makesNoSession = 'Adding a passkey makes no session here.'
