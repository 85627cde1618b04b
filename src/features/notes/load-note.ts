import { takeTurn } from '@/lib/take-turn'

/** The schema of a note, for what is read later than the page. */
export const loadNote = async () => (await import('./notes.schema')).Note

export const loadCreateNote = async () => (await import('./notes.schema')).CreateNote

/** What somebody is about to write will be checked: the schema comes after the picture that shows the focus. */
export async function expectWriting(): Promise<void> {
  await takeTurn()
  await loadCreateNote().catch(() => null)
}
