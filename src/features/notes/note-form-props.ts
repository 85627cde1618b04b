import type { ApiIssue } from '@/lib/api'
import type { NoteDraft } from './note-form'
import type { Note } from './notes.schema'

/** What the page tells the editor. */
export interface NoteFormProps {
  /** Whose drafts are kept on the device. */
  accountId: string
  noteId: string | null
  draft: NoteDraft
  canChangeVisibility: boolean
  /** Tags that other notes have. */
  knownTags: string[]
  issues: ApiIssue[]
  /** Why the page's own form was refused, where it was posted without JavaScript. */
  message: string | null
  /** The note as somebody else saved it meanwhile. */
  theirs: Note | null
}
