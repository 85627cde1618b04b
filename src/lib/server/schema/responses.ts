import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { user } from './accounts'
import { forms } from './forms'

/**
 * One visitor's answers, as JSON by the key of the question. `seq` is the row's place in the full-text index, which reads
 * `search_text`. What waits in quarantine and what is spam count nowhere: the partial indexes leave them out of every list
 * but their own (docs/decisions/030-the-inbox.md). `respondent_email` is lower case; `address` is kept only where the form says so.
 */
export const responses = sqliteTable(
  'responses',
  {
    seq: integer('seq').primaryKey(),
    id: text('id').notNull().unique(),
    formSeq: integer('form_seq')
      .notNull()
      .references(() => forms.seq, { onDelete: 'cascade' }),
    versionNumber: integer('version_number').notNull(),
    status: text('status', { enum: ['new', 'in_work', 'done', 'spam'] })
      .notNull()
      .default('new'),
    quarantinedAt: time('quarantined_at'),
    quarantineReason: text('quarantine_reason'),
    answers: text('answers').notNull(),
    searchText: text('search_text').notNull().default(''),
    respondentEmail: text('respondent_email'),
    address: text('address'),
    idempotencyKey: text('idempotency_key').notNull(),
    assigneeId: text('assignee_id').references(() => user.id, { onDelete: 'set null' }),
    version: integer('version').notNull().default(1),
    startedAt: time('started_at'),
    submittedAt: time('submitted_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    unique('responses_idempotency_key').on(table.formSeq, table.idempotencyKey),
    index('responses_by_time')
      .on(table.formSeq, table.submittedAt, table.seq)
      .where(sql`quarantined_at IS NULL AND status <> 'spam'`),
    index('responses_by_status')
      .on(table.formSeq, table.status, table.submittedAt, table.seq)
      .where(sql`quarantined_at IS NULL`),
    index('responses_in_quarantine')
      .on(table.formSeq, table.submittedAt, table.seq)
      .where(sql`quarantined_at IS NOT NULL`),
    index('responses_assignee_id')
      .on(table.assigneeId)
      .where(sql`assignee_id IS NOT NULL`),
    check('responses_status', sql`${table.status} IN ('new', 'in_work', 'done', 'spam')`),
    check('responses_version', sql`${table.version} > 0`),
  ],
)

export const responseTags = sqliteTable(
  'response_tags',
  {
    responseSeq: integer('response_seq')
      .notNull()
      .references(() => responses.seq, { onDelete: 'cascade' }),
    tag: text('tag').notNull(),
  },
  (table) => [primaryKey({ columns: [table.responseSeq, table.tag] })],
)

export const responseComments = sqliteTable(
  'response_comments',
  {
    id: text('id').primaryKey(),
    responseSeq: integer('response_seq')
      .notNull()
      .references(() => responses.seq, { onDelete: 'cascade' }),
    authorId: text('author_id').references(() => user.id, { onDelete: 'set null' }),
    text: text('text').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    index('response_comments_response_seq').on(table.responseSeq),
    index('response_comments_author_id').on(table.authorId),
  ],
)

/** A change of the answers by a member: what they were, what they became (both JSON), and why. */
export const responseEdits = sqliteTable(
  'response_edits',
  {
    id: text('id').primaryKey(),
    responseSeq: integer('response_seq')
      .notNull()
      .references(() => responses.seq, { onDelete: 'cascade' }),
    editorId: text('editor_id').references(() => user.id, { onDelete: 'set null' }),
    reason: text('reason').notNull(),
    before: text('before').notNull(),
    after: text('after').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    index('response_edits_response_seq').on(table.responseSeq),
    index('response_edits_editor_id').on(table.editorId),
  ],
)

/**
 * A change of what the team makes of a response, one row for each thing that became another: a status (`quarantine` among them), the
 * account it is assigned to, a tag that was put on or taken off. `was` or `became` is null where there was or is none.
 */
export const responseChanges = sqliteTable(
  'response_changes',
  {
    seq: integer('seq').primaryKey(),
    responseSeq: integer('response_seq')
      .notNull()
      .references(() => responses.seq, { onDelete: 'cascade' }),
    actorId: text('actor_id').references(() => user.id, { onDelete: 'set null' }),
    what: text('what', { enum: ['status', 'assignee', 'tag'] }).notNull(),
    was: text('was'),
    became: text('became'),
    /** True when others were changed with it. */
    isOfMany: integer('is_of_many', { mode: 'boolean' }).notNull().default(false),
    createdAt: time('created_at').notNull(),
  },
  (table) => [
    index('response_changes_response_seq').on(table.responseSeq),
    index('response_changes_actor_id').on(table.actorId),
    check('response_changes_what', sql`${table.what} IN ('status', 'assignee', 'tag')`),
  ],
)
