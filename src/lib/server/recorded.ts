import { z } from 'zod'
import type { Sqlite } from './db-read'

const Rows = z.array(z.object({ key: z.string(), value: z.string() }))

/** The settings that a file holds, for what runs without the instance. Throws where there is no such table. */
export function readRecorded(sqlite: Sqlite): Map<string, string> {
  const rows = sqlite.query('SELECT key, value FROM settings').all()
  return new Map(Rows.parse(rows).map(({ key, value }) => [key, value]))
}
