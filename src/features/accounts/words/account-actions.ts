export const endSessions = {
  label: 'End sessions',
  about: 'Signs the person out on every device.',
  aboutOwn: 'Signs you out everywhere but here.',
  title: (name: string) => `End every session of ${name}?`,
  titleOwn: 'End your other sessions?',
  text: 'Trusted devices ask for the second factor again. Signing in again works at once.',
  button: 'End sessions',
}

export const takeRole = {
  label: 'Remove as admin',
  about: 'The account stays, and no longer runs the instance.',
  title: (name: string) => `Remove ${name} as an admin?`,
  titleOwn: 'Give up running this instance?',
  text: 'Any admin can be made one again later.',
  textOwn: 'Another admin has to make you one again.',
  button: 'Remove as admin',
}

export const giveRole = {
  label: 'Make admin',
  about: 'An admin sees every account and can do all that this page does.',
  title: (name: string) => `Make ${name} an admin?`,
  text: 'They will see every account, and can ban and delete accounts, yours too.',
  button: 'Make admin',
}

export const endSession = {
  label: 'End',
  accessible: (where: string) => `End the session: ${where}`,
  about: (where: string, signedIn: string, used: string) => `${where}. Signed in ${signedIn}, used ${used}.`,
  title: (name: string) => `End this session of ${name}?`,
  text: (where: string) =>
    `${where}: signed out with the next click there, and what is not saved is lost. The other sessions go on, and signing in again works at once.`,
  textOfAdmin: (where: string) =>
    `${where}: signed out with the next click there, and what is not saved is lost. It also ends whatever they have open as somebody else. The other sessions go on, and signing in again works at once.`,
  button: 'End the session',
}
export const impersonator = 'An admin, acting as them'
export const unknownDevice = 'Unknown device'
export const deviceAt = (device: string, address: string) => `${device} at ${address}`

export const impersonate = {
  label: 'Act as this person',
  about: 'See what they see, for an hour at most. It is written down.',
}

export const sendReset = {
  label: 'Send a reset link',
  about: 'A link to choose a new password goes to their address. Their password works until they use it.',
}

export const disableTwoFactor = {
  label: 'Turn two-factor off',
  about: 'For somebody who lost the device and the backup codes. They are told by mail.',
  title: (name: string) => `Turn two-factor off for ${name}?`,
  text: 'Make sure that it is really them who asks. Their sessions end, and they are told by mail.',
  button: 'Turn two-factor off',
}

export const unban = { label: 'Lift the ban', about: 'The account can sign in again.' }

export const ban = {
  label: 'Ban',
  about: 'Ends every session and refuses to sign the account in, until a day or for good.',
}

export const remove = {
  label: 'Delete',
  about: 'Their private notes go, and the workspaces in which they are alone. What they shared stays.',
  title: (name: string) => `Delete the account of ${name}?`,
  text: 'Their private notes and the workspaces in which they are alone go with it. This cannot be undone.',
  button: 'Delete the account',
}
