import { z } from 'zod'
import type { JobHandler, JobRun } from '@/lib/feature'
import { OperatorError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { describeError, log } from '@/lib/server/log'
import { usualPath } from './backup-places.server'
import type { BackupRow } from './backup-rows.server'
import { makeBackup } from './make-backup.server'
import { thinBackups } from './thin-backups.server'

/** The kind of job that makes the backup which an admin asked for. */
export const MAKE_BACKUP = 'make_backup'

const Payload = z.object({ backupId: z.string() })

/** A file of tens of gigabytes on a slow disk. */
const LONGEST = 6 * 60 * 60_000

/** What backups do in the background. */
export function backupJobs(): Record<string, JobHandler> {
  const { BACKUP_SCHEDULE } = instance().config
  return {
    [MAKE_BACKUP]: {
      isLong: true,
      timeLimit: LONGEST,
      run: (payload, job) => makeAndThin(Payload.parse(payload).backupId, 'account', job),
    },
    scheduled_backup: {
      ...(BACKUP_SCHEDULE !== undefined && { schedule: BACKUP_SCHEDULE }),
      isLong: true,
      timeLimit: LONGEST,
      run: (_payload, job) => makeAndThin(job.id, 'schedule', job),
    },
  }
}

/**
 * A backup that failed has told so, and is not tried again by itself before its next time; one that was cut short by a stop is
 * made anew by the job that is put back.
 */
async function makeAndThin(id: string, origin: BackupRow['origin'], { now, signal }: JobRun): Promise<void> {
  try {
    const path = usualPath(id, now)
    await makeBackup({ id, origin, path, makesFolder: true, signal, tellsAdmins: true })
  } catch (error) {
    if (error instanceof OperatorError) return
    throw error
  }
  thinSafely(now)
}

/** The backup is made: a file that cannot be deleted is no reason to make it once more. The next one tries again. */
function thinSafely(now: Date): void {
  try {
    thinBackups(now)
  } catch (error) {
    log('error', 'old backups could not be deleted', { error: describeError(error) })
  }
}
