import { inArray, lt } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'

/** How long a note stays in the trash, in milliseconds. */
export const TRASH_KEPT = 30 * 24 * 60 * 60_000

/** Few enough for one transaction not to keep others waiting. */
const BATCH = 200

/** What notes do in the background. */
export const noteJobs: Record<string, JobHandler> = {
  purge_notes: {
    schedule: '11 4 * * *',
    timeLimit: 10 * 60_000,
    run: async (_payload, { now, signal }) => {
      const before = new Date(now.getTime() - TRASH_KEPT)
      while (!signal.aborted && deleteTrashed(before) === BATCH) await Bun.sleep(0)
    },
  },
}

function deleteTrashed(before: Date): number {
  const old = database()
    .select({ seq: notes.seq })
    .from(notes)
    .where(lt(notes.trashedAt, before))
    .limit(BATCH)
  return database().delete(notes).where(inArray(notes.seq, old)).returning({ seq: notes.seq }).all().length
}
