import type { Member } from '@/lib/actor'
import { noteLimits } from './definition/note-limits'
import { createNote } from './notes.server'

/** Makes a note of the workspace out of a text that another feature hands over; what is too long is cut. Returns its page. */
export async function keepText(
  actor: Member,
  { title, body }: { title: string; body: string },
): Promise<string> {
  const { id } = await createNote(actor, {
    title: title.slice(0, noteLimits.title).toWellFormed(),
    body: body.slice(0, noteLimits.body).toWellFormed(),
    tags: [],
    visibility: 'workspace',
  })
  return `/notes/${id}`
}
