import { draftKey } from '@/lib/kept-drafts'
import type { KeptNote } from './kept-note-shape'

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

/** The schema is loaded where there is something to read. */
export async function findKeptNote(accountId: string, noteId: string | null): Promise<KeptNote | null> {
  try {
    const text = localStorage.getItem(nameOf(accountId, noteId))
    if (text === null) return null
    const { KeptNote } = await import('./kept-note-shape')
    const kept = KeptNote.safeParse(JSON.parse(text))
    return kept.success ? kept.data : null
  } catch {
    return null
  }
}
