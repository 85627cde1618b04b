export const title = 'Passkeys'
export const back = 'Security'
export const whatTheyAre =
  'A passkey signs you in with your fingerprint, your face or the PIN of a device, without a password and without a code. It works on this address alone, so nobody can trick you out of it.'
export const confirm = 'Confirm that it is you'
export const ofProvider = (provider: string) => `${provider} · `
export const added = 'Added'
export const renameOrDelete = 'Rename or delete'
export const newName = 'New name'
export const rename = 'Rename'
export const deleteIt = 'Delete it'
export const deleteHint = 'It signs you in no more, and your other sessions end.'
export const notHere = 'Passkeys cannot be added here'
export const openElsewhere = 'Open the public address'
export const onlyAt = ['Passkeys work only at', '.'] as const
export const addFirst = 'Add your first passkey'
export const addAnother = 'Add another passkey'

export const done = {
  added: 'Your passkey is added. Your other sessions have ended.',
  rename: 'The new name is saved.',
  delete: 'The passkey is deleted. Your other sessions have ended.',
}
