import { sql } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { deleteUnusedPictures, markUnusedPictures } from './unused-pictures.server'

/** How long a form stays in the trash, in milliseconds. */
const TRASH_KEPT = 30 * 24 * 60 * 60_000

/** Few enough for one transaction not to keep others waiting. */
const BATCH = 200

/** What forms do in the background. */
export const formJobs: Record<string, JobHandler> = {
  purge_forms: {
    schedule: '23 4 * * *',
    timeLimit: 10 * 60_000,
    run: async (_payload, { now, signal }) => {
      const before = now.getTime() - TRASH_KEPT
      while (!signal.aborted && (deleteResponses(before) === BATCH || deleteForm(before) === 1))
        await Bun.sleep(0)
      markUnusedPictures(now)
      while (!signal.aborted && deleteUnusedPictures(now)) await Bun.sleep(0)
    },
  },
}

/** The responses go first, a few at a time. */
function deleteResponses(before: number): number {
  return database().all(sql`DELETE FROM responses WHERE seq IN (
    SELECT r.seq FROM forms f JOIN responses r ON r.form_seq = f.seq WHERE f.trashed_at < ${before} LIMIT ${BATCH}
  ) RETURNING seq`).length
}

function deleteForm(before: number): number {
  return database().all(sql`DELETE FROM forms WHERE seq IN (
    SELECT seq FROM forms WHERE trashed_at < ${before} LIMIT 1) RETURNING seq`).length
}
