import type { Member } from '@/lib/actor'
import { AppError } from '@/lib/server/errors'
import { parseMarkdown } from './markdown.server'
import { tasksOf } from './markdown-tasks.server'
import { getEditableNote, updateNote } from './notes.server'
import type { Note } from './notes.schema'
import * as faults from './words/faults'

/**
 * Ticks a task of a note, or takes the tick away; doing it again changes nothing. `task` counts from 0 in the text of `version`,
 * so that it can mean no other. Throws what `updateNote` does, and `not_found` for a task that the text does not have.
 */
export async function tickTask(
  actor: Member,
  id: string,
  { task, isDone }: { task: number; isDone: boolean },
  version: number,
  now = new Date(),
): Promise<Note> {
  const note = await getEditableNote(actor, id)
  if (note.version !== version) throw new AppError('stale', undefined, { current: note })
  const body = withTask(note.body, task, isDone)
  if (body === null) throw new AppError('not_found', faults.noTask)
  if (body === note.body) return note
  return updateNote(actor, id, { body }, version, now)
}

/** The text with one mark changed and all else as it was, or null where there is no such task. */
export function withTask(body: string, task: number, isDone: boolean): string | null {
  const place = tasksOf(parseMarkdown(body))[task]
  if (!place) return null
  const lines = body.split(/(?<=\n|\r(?!\n))/)
  lines[place.line] = (lines[place.line] ?? '').replace(/\[[ xX]\]/, isDone ? '[x]' : '[ ]')
  return lines.join('')
}
