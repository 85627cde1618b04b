import { z } from 'zod'
import type { Member } from '@/lib/actor'
import { AppError } from '@/lib/server/errors'
import { tickTask } from './note-tasks.server'
import { deleteNote, markNote, unmarkNote, updateNote } from './notes.server'

/** What a button of a note's page posts without a script, with the version that the page shows. */
export const NoteIntent = z.object({
  intent: z.string().default(''),
  version: z.coerce.number().int().positive().optional(),
})
export type NoteIntent = z.output<typeof NoteIntent>

/** Does what the button says, and returns where to go; null for one that only asks. Throws what the services do. */
export async function runIntent(actor: Member, id: string, { intent, version }: NoteIntent) {
  const [, undo, mark] = /^(un)?(pin|archive|trash)$/.exec(intent) ?? []
  if (mark === 'pin' || mark === 'archive' || mark === 'trash') {
    await (undo ? unmarkNote(actor, id, mark) : markNote(actor, id, mark))
    return `/notes/${id}`
  }
  if (intent === 'delete') {
    await deleteNote(actor, id)
    return '/notes?view=trash'
  }
  return (await change(actor, id, intent, version)) ? `/notes/${id}` : null
}

/** A change of the text, or of who reads it, needs the version that it was made from. */
async function change(actor: Member, id: string, intent: string, version: number | undefined) {
  const [, untick, task] = /^(un)?tick-(\d{1,6})$/.exec(intent) ?? []
  if (task === undefined && intent !== 'share' && intent !== 'unshare') return false
  if (version === undefined) throw new AppError('version_missing')
  if (task !== undefined) await tickTask(actor, id, { task: Number(task), isDone: !untick }, version)
  else await updateNote(actor, id, { visibility: intent === 'share' ? 'workspace' : 'private' }, version)
  return true
}
