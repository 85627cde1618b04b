export const title = 'Change the password'
export const back = 'Security'
export const hint = 'Your other sessions end, no device is trusted any more, and you get a mail about it.'
export const done = 'Your password is changed.'
export const withPasskey = [
  'With your passkey you need no current password:',
  'confirm that it is you',
  'instead.',
] as const
