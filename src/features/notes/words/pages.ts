export const notes = 'Notes'
export const write = 'Write a note'
export const newNote = 'New note'
export const edit = (title: string) => `Edit ${title}`

export const changedMeanwhile = 'Somebody else changed this note meanwhile'
export const nothingChanged = 'Nothing was changed. This is how it reads now.'
export const written = 'Written'
export const changed = ', changed'
export const noText = 'This note has no text yet.'
