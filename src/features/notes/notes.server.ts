import { and, eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { prepared, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { notes, noteTags } from '@/lib/server/schema/notes'
import { asMemberOf } from '@/lib/server/workspaces'
import { insertRow, insertTags } from './insert-note.server'
import { excerptOf, renderMarkdown } from './markdown.server'
import { isVisible, itemColumns, toItem, visibilityOf } from './note-rows.server'
import { canChangeVisibility, canCreateNote, canDeleteNote, canEditNote } from './notes.policy'
import type { CreateNote, Note, UpdateNote } from './notes.schema'
import * as faults from './words/faults'
import { spaceOut } from '@/lib/server/search-text'

/**
 * One note. Whichever workspace is active, here and in everything that names a note: the actor meets it as the member
 * that they are in its own. Throws `not_found` for one that the actor may not see.
 */
export async function getNote(actor: Member, id: string): Promise<Note> {
  const { row } = loadRow(actor, id)
  return { ...toItem(row), body: row.body }
}

/** The same for whoever may change it. Throws `not_found` or `forbidden`. */
export async function getEditableNote(actor: Member, id: string): Promise<Note> {
  const { row } = loadEditable(actor, id)
  return { ...toItem(row), body: row.body }
}

/** The actor as the member that they are in the note's workspace: for its page. Throws `not_found`. */
export async function findNoteReader(actor: Member, id: string): Promise<Member> {
  return loadRow(actor, id).reader
}

/** The text of a note as HTML that is safe to show; its tasks `canBeTicked` by whoever may change it. */
export function renderNote(note: Pick<Note, 'body'>, { canBeTicked = false } = {}): string {
  return renderMarkdown(note.body, { canBeTicked })
}

/** Throws `forbidden` for a viewer. */
export async function createNote(actor: Member, input: CreateNote, now = new Date()): Promise<Note> {
  if (!canCreateNote(actor)) throw new AppError('forbidden', faults.viewersWriteNot)
  const id = Bun.randomUUIDv7()
  const { tags, ...content } = input
  transaction((tx) => {
    const { workspaceId, accountId: authorId } = visibilityOf(actor)
    insertTags(tx, insertRow(tx, { ...content, ...derive(content), id, workspaceId, authorId, now }), tags)
  })
  return getNote(actor, id)
}

/**
 * Changes what `input` names, if the note still has the version that was read. Throws `not_found`, `forbidden`,
 * `conflict` for a note in the trash, and `stale` with the note as it is now.
 */
export async function updateNote(
  actor: Member,
  id: string,
  input: Omit<UpdateNote, 'version'>,
  version: number,
  now = new Date(),
): Promise<Note> {
  const { tags, ...content } = input
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    if (content.visibility && content.visibility !== row.visibility && !canChangeVisibility(reader, row)) {
      throw new AppError('forbidden', faults.onlyAuthorShares)
    }
    if (row.trashedAt) throw new AppError('conflict', faults.inTrash)
    if (row.version !== version) {
      throw new AppError('stale', undefined, { current: { ...toItem(row), body: row.body } })
    }
    tx.update(notes)
      .set({
        ...content,
        ...derive({ title: content.title ?? row.title, body: content.body ?? row.body }),
        version: version + 1,
        updatedAt: now,
      })
      .where(eq(notes.seq, row.seq))
      .run()
    if (tags) {
      tx.delete(noteTags).where(eq(noteTags.noteSeq, row.seq)).run()
      insertTags(tx, row.seq, tags)
    }
  })
  return getNote(actor, id)
}

/** Deletes a note for good. Throws `not_found`, `forbidden`, and `conflict` unless it is in the trash. */
export async function deleteNote(actor: Member, id: string): Promise<void> {
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    if (!canDeleteNote(reader, row)) {
      throw new AppError('forbidden', faults.onlyAuthorDeletes)
    }
    if (!row.trashedAt) throw new AppError('conflict', faults.notInTrash)
    tx.delete(notes).where(eq(notes.seq, row.seq)).run()
  })
}

/** What can be set on a note and taken back; each keeps the time when it was set. */
const marks = { pin: 'pinnedAt', archive: 'archivedAt', trash: 'trashedAt' } as const
export type NoteMark = keyof typeof marks

/** Sets a mark; setting it again changes nothing. Throws `not_found` or `forbidden`. */
export async function markNote(actor: Member, id: string, mark: NoteMark, now = new Date()): Promise<Note> {
  return setMark(actor, id, mark, now)
}

/** Takes a mark back. Throws `not_found` or `forbidden`. */
export async function unmarkNote(actor: Member, id: string, mark: NoteMark): Promise<Note> {
  return setMark(actor, id, mark, null)
}

function setMark(actor: Member, id: string, mark: NoteMark, at: Date | null): Promise<Note> {
  const column = marks[mark]
  transaction((tx) => {
    const { row } = loadEditable(actor, id)
    if ((row[column] === null) === (at === null)) return
    tx.update(notes)
      .set({ [column]: at })
      .where(eq(notes.seq, row.seq))
      .run()
  })
  return getNote(actor, id)
}

const selectNote = prepared((db) =>
  db
    .select({ ...itemColumns, body: notes.body, pinnedAt: notes.pinnedAt })
    .from(notes)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(and(eq(notes.id, sql.placeholder('id')), isVisible))
    .prepare(),
)

const selectWorkspaceOf = prepared((db) =>
  db
    .select({ workspaceId: notes.workspaceId })
    .from(notes)
    .where(eq(notes.id, sql.placeholder('id')))
    .prepare(),
)

/** The note, and the actor as a member of its workspace; looked for elsewhere only when it is not in the active one. */
function loadRow(actor: Member, id: string) {
  const here = selectNote().get({ ...visibilityOf(actor), id })
  if (here) return { row: here, reader: actor }
  const home = selectWorkspaceOf().get({ id })
  const reader = home ? asMemberOf(actor, home.workspaceId) : null
  const row = reader && selectNote().get({ ...visibilityOf(reader), id })
  if (!row) throw new AppError('not_found')
  return { row, reader }
}

function loadEditable(actor: Member, id: string) {
  const loaded = loadRow(actor, id)
  if (!canEditNote(loaded.reader, loaded.row)) throw new AppError('forbidden', faults.viewersChangeNot)
  return loaded
}

/** The columns that follow from title and text. */
function derive({ title, body }: { title: string; body: string }) {
  return {
    excerpt: excerptOf(body),
    sortTitle: title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    searchTitle: spaceOut(title),
    searchBody: spaceOut(body),
  }
}
