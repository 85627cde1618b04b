import { sql } from 'drizzle-orm'
import { transaction } from '@/lib/server/db'

/** How long a picture stays that nothing shows: somebody may take back that it was taken out. In milliseconds. */
const UNUSED_KEPT = 7 * 24 * 60 * 60_000

/** Few enough for one transaction not to keep others waiting. */
const BATCH = 10

/** True for a picture whose id stands in the draft, in the settings or in a published version of its form. */
const isUsed = sql.raw(`(
  EXISTS (SELECT 1 FROM forms f WHERE f.seq = form_pictures.form_seq
    AND (instr(f.draft, form_pictures.id) > 0 OR instr(f.settings, form_pictures.id) > 0))
  OR EXISTS (SELECT 1 FROM form_versions v WHERE v.form_seq = form_pictures.form_seq
    AND instr(v.definition, form_pictures.id) > 0)
)`)

/** Notes which pictures are shown nowhere any more, and which are again. */
export function markUnusedPictures(now: Date): void {
  transaction((tx) => {
    tx.run(
      sql`UPDATE form_pictures SET unused_at = ${now.getTime()} WHERE unused_at IS NULL AND NOT ${isUsed}`,
    )
    tx.run(sql`UPDATE form_pictures SET unused_at = NULL WHERE unused_at IS NOT NULL AND ${isUsed}`)
  })
}

/** Deletes some of those that were marked a week ago; false when there are no more. */
export function deleteUnusedPictures(now: Date): boolean {
  const before = now.getTime() - UNUSED_KEPT
  const gone = transaction((tx) =>
    tx.all(sql`DELETE FROM form_pictures WHERE id IN (
      SELECT id FROM form_pictures WHERE unused_at < ${before} AND NOT ${isUsed} LIMIT ${BATCH}) RETURNING id`),
  )
  return gone.length === BATCH
}
