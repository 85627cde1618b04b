import type { RegistrationMode } from '@/lib/registration'

export const title = 'Settings of the instance'
export const tab = 'Settings'
export const stale = 'Somebody else changed the settings meanwhile'
export const staleHint = 'What you typed is kept below, the rest is as it is now. Save again to have yours.'
export const setBy = ['Set by ', '. Change it there, and start again.'] as const

export const done = {
  name: 'The name is saved. It is in force.',
  registration: 'Who can make an account is saved. It is in force.',
  announcement: 'The announcement is saved.',
  retract: 'The announcement is ended.',
}

export const name = 'Name'
export const nameHint = 'What people call this instance: in the sidebar, in titles and in mails.'
export const nameLabel = 'Name of the instance'
export const saveName = 'Save the name'

export const registration = 'Registration'
export const registrationHint = 'Who can make an account. Accounts that exist stay as they are.'
export const whoCanMakeOne = 'Who can make an account'
export const save = 'Save'
export const withoutMailServer = [
  'There is no mail server: while registration is open, the link that confirms an address stays in the ',
  'outbox',
  ', and the person waits until you hand it on.',
] as const
export const modes: Record<RegistrationMode, { label: string; description: string }> = {
  closed: { label: 'Closed', description: 'Nobody makes one: admins make accounts for people.' },
  invite: {
    label: 'By invitation',
    description: 'Whoever is invited to a workspace, by the link in the mail.',
  },
  code: { label: 'By code', description: 'Also whoever has a registration code.' },
  open: { label: 'Open', description: 'Everybody who confirms an e-mail address. This wants a mail server.' },
}
export const openDoor =
  'Everybody can sign up, but there is no mail server: the links that confirm an address stay in the outbox.'
export const openDoorAction = 'Open the outbox'
