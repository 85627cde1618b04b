import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What the instance remembers about itself: see `settings.ts` for the keys. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})
