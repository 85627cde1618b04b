import { relations, sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { organization } from './workspaces'

/**
 * `seq` is the row's place in the full-text index: a primary key of its own, because VACUUM renumbers an implicit
 * rowid. `search_title` and `search_body` are set only where the text holds a script without spaces
 * (docs/decisions/006-full-text-search.md); `excerpt` and `sort_title` are derived when a note is written, `view` and
 * `pinned` by SQLite from the times, so that one index answers each list.
 */
export const notes = sqliteTable(
  'notes',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    authorId: text('author_id').references(() => user.id, { onDelete: 'set null' }),
    visibility: text('visibility', { enum: ['private', 'workspace'] }).notNull(),
    title: text('title').notNull(),
    sortTitle: text('sort_title').notNull(),
    excerpt: text('excerpt').notNull(),
    version: integer('version').notNull().default(1),
    pinnedAt: time('pinned_at'),
    archivedAt: time('archived_at'),
    trashedAt: time('trashed_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    view: text('view', { enum: ['active', 'archived', 'trash'] })
      .notNull()
      .generatedAlwaysAs(
        sql`CASE WHEN trashed_at IS NOT NULL THEN 'trash' WHEN archived_at IS NOT NULL THEN 'archived' ELSE 'active' END`,
      ),
    pinned: integer('pinned', { mode: 'boolean' })
      .notNull()
      .generatedAlwaysAs(sql`pinned_at IS NOT NULL`),
    searchTitle: text('search_title'),
    searchBody: text('search_body'),
    body: text('body').notNull(),
  },
  (table) => [
    index('notes_by_updated').on(table.workspaceId, table.view, table.pinned, table.updatedAt, table.seq),
    index('notes_by_created').on(table.workspaceId, table.view, table.pinned, table.createdAt, table.seq),
    index('notes_by_title').on(table.workspaceId, table.view, table.pinned, table.sortTitle, table.seq),
    index('notes_author_id').on(table.authorId),
    index('notes_trashed_at')
      .on(table.trashedAt)
      .where(sql`trashed_at IS NOT NULL`),
    check('notes_visibility', sql`${table.visibility} IN ('private', 'workspace')`),
    check(
      'notes_private_has_author',
      sql`${table.visibility} = 'workspace' OR ${table.authorId} IS NOT NULL`,
    ),
    check('notes_version', sql`${table.version} > 0`),
  ],
)

export const noteTags = sqliteTable(
  'note_tags',
  {
    noteSeq: integer('note_seq')
      .notNull()
      .references(() => notes.seq, { onDelete: 'cascade' }),
    tag: text('tag').notNull(),
    /** The author's order, from 0. */
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.noteSeq, table.tag] }), index('note_tags_tag').on(table.tag)],
)

export const notesRelations = relations(notes, ({ one, many }) => ({
  workspace: one(organization, { fields: [notes.workspaceId], references: [organization.id] }),
  author: one(user, { fields: [notes.authorId], references: [user.id] }),
  tags: many(noteTags),
}))

export const noteTagsRelations = relations(noteTags, ({ one }) => ({
  note: one(notes, { fields: [noteTags.noteSeq], references: [notes.seq] }),
}))
