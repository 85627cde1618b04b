import { integer } from 'drizzle-orm/sqlite-core'

/** A time: integer milliseconds since 1970 in SQLite, a Date in code. */
export const time = (name: string) => integer(name, { mode: 'timestamp_ms' })
