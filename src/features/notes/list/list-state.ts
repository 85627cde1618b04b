import { z } from 'zod'
import { NoteSort, NoteView } from '../notes.schema'

const ListState = z.object({
  query: z.object({ q: z.string(), tag: z.string(), view: NoteView, sort: NoteSort }),
  next: z.string().nullable(),
  canEdit: z.boolean(),
})

/** What the page tells its script: what it shows, where more begins, and whether the reader may change notes. */
export type ListState = z.infer<typeof ListState>

export function readListState(root: HTMLElement): ListState {
  return ListState.parse(JSON.parse(root.dataset['state'] ?? ''))
}
