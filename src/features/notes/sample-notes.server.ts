import { and, eq } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import { CreateNote } from './notes.schema'
import { createNote, markNote } from './notes.server'
import { samples } from './words/samples'

/** Notes that teach what a note can do. One with a title that is there already is left as it is. Throws `forbidden` for a viewer. */
export async function makeSampleNotes(actor: Member, now = new Date()): Promise<void> {
  for (const [place, { isPinned, ...sample }] of samples.entries()) {
    if (hasNote(actor.workspace.id, sample.title)) continue
    const at = new Date(now.getTime() - (samples.length - place) * 1000)
    const { id } = await createNote(actor, CreateNote.parse(sample), at)
    if (isPinned) await markNote(actor, id, 'pin', at)
  }
}

function hasNote(workspaceId: string, title: string): boolean {
  const isIt = and(eq(notes.workspaceId, workspaceId), eq(notes.title, title))
  return database().select({ id: notes.id }).from(notes).where(isIt).limit(1).get() !== undefined
}
