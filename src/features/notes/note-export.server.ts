import { asc, eq } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import { itemColumns, tagsOf, toItem } from './note-rows.server'
import type { Note } from './notes.schema'

/** A note of somebody's copy of their data says which workspace it stands in. */
export type WrittenNote = Note & { workspaceId: string }

/** All notes that an account wrote, in every workspace and the private ones too, oldest first. */
export async function exportNotes(accountId: string): Promise<WrittenNote[]> {
  const rows = database()
    .select({ ...itemColumns, body: notes.body, workspaceId: notes.workspaceId })
    .from(notes)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(eq(notes.authorId, accountId))
    .orderBy(asc(notes.createdAt), asc(notes.seq))
    .all()
  const tags = tagsOf(rows)
  return rows.map((row) => ({ ...toItem(row, tags), body: row.body, workspaceId: row.workspaceId }))
}
