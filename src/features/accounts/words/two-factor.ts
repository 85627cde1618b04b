export const turnOn = 'Turn two-factor on'
export const code = 'Code'
export const codeHint = 'Six digits that the app shows, and changes every half minute.'

export const backupCodes = 'Your backup codes'
export const shownOnce = 'They are shown this once'
export const shownOnceHint =
  'Keep them where you keep your passwords, not on the device that has the app. Each works once, when you cannot get at the app.'
export const download = 'Download as a text file'
export const kept = 'I have kept them'
/** The first lines of the file. */
export const file = (email: string, app: string, origin: string) => [
  `Backup codes of ${email} for ${app}, ${origin}`,
  'Each works once in place of a code of the authenticator app.',
]
