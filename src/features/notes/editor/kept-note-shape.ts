import { z } from 'zod'
import { NoteVisibility } from '../notes.schema'

/** What was written and not saved: from which version of the note (null for a new one), and when. */
export const KeptNote = z.object({
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  visibility: NoteVisibility,
  version: z.number().nullable(),
  at: z.string(),
})
export type KeptNote = z.infer<typeof KeptNote>
