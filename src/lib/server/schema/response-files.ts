import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { responses } from './responses'

/**
 * A file that came with a response: `type` is what its content is, `name` what its sender called it. It goes with its response. While
 * it arrives there is none, and `held_since` says since when.
 */
export const responseFiles = sqliteTable(
  'response_files',
  {
    id: text('id').primaryKey(),
    responseSeq: integer('response_seq').references(() => responses.seq, { onDelete: 'cascade' }),
    heldSince: time('held_since'),
    name: text('name').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
  },
  (table) => [
    index('response_files_response_seq').on(table.responseSeq),
    check('response_files_bytes', sql`${table.bytes} > 0`),
    check('response_files_held', sql`(${table.responseSeq} IS NULL) = (${table.heldSince} IS NOT NULL)`),
  ],
)

/** The content of a file in pieces, in order from 0: so it is read and sent piece by piece. */
export const fileChunks = sqliteTable(
  'file_chunks',
  {
    fileId: text('file_id')
      .notNull()
      .references(() => responseFiles.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    data: blob('data', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.fileId, table.position] })],
)
