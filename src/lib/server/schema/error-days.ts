import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How many answers of a day (`2026-12-31`, UTC) said that something broke here: a status of 500 or above. */
export const errorDays = sqliteTable('error_days', {
  day: text('day').primaryKey(),
  count: integer('count').notNull().default(0),
})
