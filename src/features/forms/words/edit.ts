export const editOf = (title: string) => `Edit · ${title}`
/** For whoever only looks. */
export const questionsOf = (title: string) => `Questions · ${title}`
export const youLook = 'You look at this form'
export const youLookHint = 'Viewers see what it asks. Members of the workspace change it.'
export const inTrash = 'This form is in the trash'
export const bringBack = ['Bring it back in its ', 'settings', ' to edit it.'] as const
export const needsScript = 'Editing a form needs JavaScript'
export const worksWithout = [
  'Everything else of it works without: its settings, its address, its page and its responses, and ',
  'publishing',
  '.',
] as const
