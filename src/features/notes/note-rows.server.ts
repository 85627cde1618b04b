import { eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { prepared, type DatabaseClient } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes, noteTags } from '@/lib/server/schema/notes'
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
}

/** A query for rows that `toItem` understands, still without its conditions. */
export function selectItems(db: DatabaseClient) {
  return db.select(itemColumns).from(notes).leftJoin(user, eq(user.id, notes.authorId))
}

export type NoteRow = ReturnType<ReturnType<typeof selectItems>['all']>[number]

/** The tags of rows by their `seq`, each in the order in which they were given. */
export type NoteTags = ReadonlyMap<number, string[]>

/** Asked once for all rows: within the statement that reads them it costs six times as much, and a search reads far more than it shows. */
export function tagsOf(rows: readonly Pick<NoteRow, 'seq'>[]): NoteTags {
  const found = selectTags().all({ seqs: JSON.stringify(rows.map(({ seq }) => seq)) })
  const tags = new Map<number, string[]>()
  for (const { seq, tag } of found.toSorted((one, other) => one.position - other.position)) {
    const own = tags.get(seq)
    if (own) own.push(tag)
    else tags.set(seq, [tag])
  }
  return tags
}

const selectTags = prepared((db) =>
  db
    .select({ seq: noteTags.noteSeq, tag: noteTags.tag, position: noteTags.position })
    .from(sql`json_each(${sql.placeholder('seqs')}) AS wanted`)
    .crossJoin(noteTags)
    .where(sql`${noteTags.noteSeq} = wanted.value`)
    .prepare(),
)

export function toItem(row: NoteRow, tags: NoteTags = tagsOf([row])): NoteItem {
  return {
    id: row.id,
    title: row.title,
    excerpt: row.excerpt,
    tags: tags.get(row.seq) ?? [],
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
