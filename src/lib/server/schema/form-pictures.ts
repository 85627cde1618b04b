import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core'
import { time } from './columns'
import { forms } from './forms'

/**
 * A picture of a form, for its blocks and as its logo: `type` is what its content is, `hash` the SHA-256 of it as hex, `width` and
 * `height` the pixels as it is shown. It never changes and goes with its form; `unused_at` is when it was first found in no draft,
 * no published version and no settings.
 */
export const formPictures = sqliteTable(
  'form_pictures',
  {
    id: text('id').primaryKey(),
    formSeq: integer('form_seq')
      .notNull()
      .references(() => forms.seq, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    type: text('type', { enum: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] }).notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    hash: text('hash').notNull(),
    createdAt: time('created_at').notNull(),
    unusedAt: time('unused_at'),
  },
  (table) => [
    unique('form_pictures_hash').on(table.formSeq, table.hash),
    index('form_pictures_unused_at')
      .on(table.unusedAt)
      .where(sql`unused_at IS NOT NULL`),
    check('form_pictures_type', sql`${table.type} IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')`),
    check('form_pictures_sizes', sql`${table.bytes} > 0 AND ${table.width} > 0 AND ${table.height} > 0`),
  ],
)

/** The content of a picture in pieces, in order from 0, as that of a file of a response. */
export const pictureChunks = sqliteTable(
  'picture_chunks',
  {
    pictureId: text('picture_id')
      .notNull()
      .references(() => formPictures.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    data: blob('data', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.pictureId, table.position] })],
)
