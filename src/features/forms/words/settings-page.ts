export const settingsOf = (title: string) => `Settings · ${title}`
export const forms = 'Forms'
/** What is said after each deed. */
export const done = {
  save: 'The settings are saved.',
  open: 'It is open: whoever has its address can answer.',
  close: 'It is closed: nobody can answer any more.',
  trash:
    'It is in the trash, where nobody can answer it. After thirty days it is deleted with its responses.',
  restore: 'It is back. Open it again when it is ready.',
}
export const inTrash = 'This form is in the trash'
export const save = 'Save the settings'
export const draftDiffers = [
  'The draft is not what visitors answer. ',
  'See what changed, and publish it',
  '.',
] as const
export const changeLogo = 'Change the logo'
export const giveLogo = 'Give it a logo'

export const asAWhole = 'The form as a whole'
export const deeds = {
  close: { label: 'Close it', about: 'Nobody can answer any more.' },
  open: { label: 'Publish and open it', about: 'The draft as it is becomes what visitors answer.' },
  copy: { label: 'Make a copy', about: 'Another form with the same fields and settings.' },
  trash: {
    label: 'Put it into the trash',
    about: 'With its responses; it can be brought back for thirty days.',
  },
  restore: { label: 'Bring it back', about: 'It stays closed until you open it.' },
  delete: { label: 'Delete it for good', about: 'With all its responses. This cannot be undone.' },
}
