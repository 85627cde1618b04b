import type { Note } from './notes.schema'

/** What can be done to a note changes these. */
export type NoteState = Pick<Note, 'pinned' | 'archivedAt' | 'trashedAt' | 'visibility'>

/** What the page tells the buttons below a note's title. */
export interface NoteDeedsProps {
  noteId: string
  title: string
  state: NoteState
  version: number
  canEdit: boolean
  canShare: boolean
  canDelete: boolean
  asksToDelete: boolean
}
