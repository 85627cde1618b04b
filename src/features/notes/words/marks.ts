export const pin = 'Pin'
export const unpin = 'Unpin'
export const archive = 'Archive'
export const unarchive = 'Unarchive'
export const trash = 'Move to the trash'
export const untrash = 'Bring back'

/** What is said after each, set and taken back. */
export const done = {
  pin: ['Pinned', 'No longer pinned'],
  archive: ['Archived', 'Back among the notes'],
  trash: ['Moved to the trash', 'Brought back from the trash'],
} as const
export const undo = 'Undo'
