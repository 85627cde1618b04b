import { countOf } from '@/lib/count-of'

export const written = (count: number) => countOf(count, 'new note')
export const byOthers = 'by others'
export const changed = (count: number) => countOf(count, 'changed note')
export const ofOthers = 'of others'

export const pinned = 'Pinned notes'
export const recent = 'Recent notes'
export const onlyYou = 'Only you'
export const left = 'Somebody who left'

export const notesWritten = 'Notes written'
export const notesChanged = 'Notes changed'

export const write = 'Write a note'
export const writeHint = 'What two of you need to know. Markdown, with tables, lists and tags.'
export const addSamples = 'Add sample notes'
export const addSamplesHint =
  'Four short notes that show what a note can do. Delete them when you have seen it.'
