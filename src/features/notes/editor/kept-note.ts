import { z } from 'zod'
import { draftKey } from '@/lib/kept-drafts'
import { NoteVisibility } from '../notes.schema'

/** What was written and not saved: from which version of the note (null for a new one), and when. */
const KeptNote = z.object({
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  visibility: NoteVisibility,
  version: z.number().nullable(),
  at: z.string(),
})
export type KeptNote = z.infer<typeof KeptNote>

const nameOf = (accountId: string, noteId: string | null) =>
  draftKey('note', `${accountId}.${noteId ?? 'new'}`)

/** Keeps a note on this device for one account. False where the device has no room for it, or lets nothing be kept. */
export function keepNote(accountId: string, noteId: string | null, note: KeptNote): boolean {
  try {
    localStorage.setItem(nameOf(accountId, noteId), JSON.stringify(note))
    return true
  } catch {
    return false
  }
}

export function forgetNote(accountId: string, noteId: string | null): void {
  try {
    localStorage.removeItem(nameOf(accountId, noteId))
  } catch {
    return
  }
}

export function findKeptNote(accountId: string, noteId: string | null): KeptNote | null {
  try {
    const kept = KeptNote.safeParse(JSON.parse(localStorage.getItem(nameOf(accountId, noteId)) ?? 'null'))
    return kept.success ? kept.data : null
  } catch {
    return null
  }
}
