import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { organization } from './workspaces'

/**
 * A form as it is edited: `draft` is its definition as JSON, with a version of its own, so that saving it does not meet a
 * change of the settings. `version` counts changes of everything else. `published_version` is the number that visitors answer;
 * `results_key` is the secret in the link to its results.
 */
export const forms = sqliteTable(
  'forms',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => organization.id, { onDelete: 'cascade' }),
    authorId: text('author_id').references(() => user.id, { onDelete: 'set null' }),
    slug: text('slug').notNull().unique(),
    title: text('title').notNull(),
    state: text('state', { enum: ['draft', 'open', 'closed'] })
      .notNull()
      .default('draft'),
    draft: text('draft').notNull(),
    draftVersion: integer('draft_version').notNull().default(1),
    version: integer('version').notNull().default(1),
    /** JSON. */
    settings: text('settings').notNull(),
    publishedVersion: integer('published_version'),
    resultsKey: text('results_key').unique(),
    trashedAt: time('trashed_at'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    index('forms_by_updated').on(table.workspaceId, table.updatedAt, table.seq),
    index('forms_author_id').on(table.authorId),
    check('forms_state', sql`${table.state} IN ('draft', 'open', 'closed')`),
    check('forms_published', sql`${table.state} <> 'open' OR ${table.publishedVersion} IS NOT NULL`),
    check('forms_versions', sql`${table.version} > 0 AND ${table.draftVersion} > 0`),
  ],
)

/** A definition as it was published under a number. It is never changed: a response belongs to the one that was answered. */
export const formVersions = sqliteTable(
  'form_versions',
  {
    formSeq: integer('form_seq')
      .notNull()
      .references(() => forms.seq, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    /** JSON. */
    definition: text('definition').notNull(),
    publishedAt: time('published_at').notNull(),
    publishedBy: text('published_by').references(() => user.id, { onDelete: 'set null' }),
  },
  (table) => [primaryKey({ columns: [table.formSeq, table.number] })],
)

/**
 * What is counted of a form by day (`2026-12-31`, UTC), without cookies: `views`, `starts`, `completions`, `page_2` for
 * whoever reached the second page, and what quotas need.
 */
export const formDays = sqliteTable(
  'form_days',
  {
    formSeq: integer('form_seq')
      .notNull()
      .references(() => forms.seq, { onDelete: 'cascade' }),
    day: text('day').notNull(),
    counter: text('counter').notNull(),
    count: integer('count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.formSeq, table.day, table.counter] }),
    index('form_days_day').on(table.day, table.counter),
  ],
)
