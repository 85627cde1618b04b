import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Member } from '@/lib/actor'
import type { DatabaseClient } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import type { NoteItem } from './notes.schema'

/**
 * What an actor may see, in every query over notes: the workspace's shared notes and the actor's own. A query that
 * holds it takes `visibilityOf(actor)`.
 */
export const isVisible = sql`${notes.workspaceId} = ${sql.placeholder('workspaceId')} AND (
  ${notes.visibility} = 'workspace' OR ${notes.authorId} = ${sql.placeholder('accountId')}
)`

export function visibilityOf(actor: Member): { workspaceId: string; accountId: string } {
  return { workspaceId: actor.workspace.id, accountId: actor.accountId }
}

/** What `toItem` needs of a row of `notes`, with its author joined. */
export const itemColumns = {
  seq: notes.seq,
  id: notes.id,
  title: notes.title,
  excerpt: notes.excerpt,
  visibility: notes.visibility,
  pinned: notes.pinned,
  version: notes.version,
  authorId: notes.authorId,
  authorName: user.name,
  createdAt: notes.createdAt,
  updatedAt: notes.updatedAt,
  archivedAt: notes.archivedAt,
  trashedAt: notes.trashedAt,
  sortTitle: notes.sortTitle,
  tags: sql<string>`(SELECT json_group_array(tag ORDER BY position) FROM note_tags WHERE note_seq = ${notes.seq})`,
}

/** A query for rows that `toItem` understands, still without its conditions. */
export function selectItems(db: DatabaseClient) {
  return db.select(itemColumns).from(notes).leftJoin(user, eq(user.id, notes.authorId))
}

export type NoteRow = ReturnType<ReturnType<typeof selectItems>['all']>[number]

const Tags = z.array(z.string())

export function toItem(row: NoteRow): NoteItem {
  return {
    id: row.id,
    title: row.title,
    excerpt: row.excerpt,
    tags: Tags.parse(JSON.parse(row.tags)),
    visibility: row.visibility,
    pinned: row.pinned,
    version: row.version,
    author: row.authorId === null ? null : { id: row.authorId, name: row.authorName ?? '' },
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    trashedAt: row.trashedAt?.toISOString() ?? null,
  }
}
