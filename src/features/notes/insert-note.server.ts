import { sql } from 'drizzle-orm'
import { prepared, type Transaction } from '@/lib/server/db'
import { notes, noteTags } from '@/lib/server/schema/notes'
import type { NoteVisibility } from './notes.schema'

/** A new note as it is stored. */
export type NewNote = {
  id: string
  workspaceId: string
  authorId: string
  visibility: NoteVisibility
  title: string
  sortTitle: string
  searchTitle: string | null
  body: string
  searchBody: string | null
  excerpt: string
  now: Date
}

/** Returns the place of the row. */
export function insertRow(_tx: Transaction, note: NewNote): number {
  return insertNote().get(note).seq
}

const insertNote = prepared((db) =>
  db
    .insert(notes)
    .values({
      id: sql.placeholder('id'),
      workspaceId: sql.placeholder('workspaceId'),
      authorId: sql.placeholder('authorId'),
      visibility: sql.placeholder('visibility'),
      title: sql.placeholder('title'),
      sortTitle: sql.placeholder('sortTitle'),
      searchTitle: sql.placeholder('searchTitle'),
      body: sql.placeholder('body'),
      searchBody: sql.placeholder('searchBody'),
      excerpt: sql.placeholder('excerpt'),
      createdAt: sql.placeholder('now'),
      updatedAt: sql.placeholder('now'),
    })
    .returning({ seq: notes.seq })
    .prepare(),
)

/** Gives a note its tags, in their order. */
export function insertTags(_tx: Transaction, noteSeq: number, tags: readonly string[]): void {
  for (const [position, tag] of tags.entries()) insertTag().run({ noteSeq, tag, position })
}

const insertTag = prepared((db) =>
  db
    .insert(noteTags)
    .values({
      noteSeq: sql.placeholder('noteSeq'),
      tag: sql.placeholder('tag'),
      position: sql.placeholder('position'),
    })
    .prepare(),
)
