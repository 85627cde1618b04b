import { inArray } from 'drizzle-orm'
import { transaction } from '@/lib/server/db'
import { backups } from '@/lib/server/schema/backups'

/** A backup holds the row of itself, as it was being made: in a restored database nobody makes it. */
export function forgetOpenBackups(): void {
  transaction((tx) =>
    tx
      .delete(backups)
      .where(inArray(backups.state, ['waiting', 'running']))
      .run(),
  )
}
