export const none = 'No notes yet'
export const noneHint = 'A note is a Markdown text: for yourself, or for everybody in the workspace.'
export const nonePinned = 'Nothing pinned'
export const nonePinnedHint =
  'Pin the notes that everybody looks for: they stay on top of the list, and here.'
export const noneArchived = 'Nothing archived'
export const noneArchivedHint = 'Archive a note to keep it without seeing it every day.'
export const noneTrashed = 'The trash is empty'
export const noneTrashedHint = 'A note in the trash can be brought back, or deleted for good.'
export const noMatch = 'No note matches'
export const noMatchHint = 'Try fewer words, or only the beginning of one.'
export const noTag = 'No note here has this tag'
export const showAll = 'Show all'

export const writeFirst = 'Write the first note'
export const addSamples = 'Add four sample notes'
export const hints = [
  ['Write as you think', 'Plain text with a few signs: # for a heading, - for a list, [ ] for a task.'],
  ['Find it again', 'By the beginning of any word in it, or by a tag.'],
  ['Yours, or everybody’s', 'A note is for the whole workspace, or only for you.'],
] as const
