import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Finding } from '@/lib/finding'
import { nextRun } from '@/lib/server/jobs/next-run'
import { backups as words } from '@/lib/words/doctor'
import type { Examined } from './examined'
import type { FileFacts } from './file-facts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/** Without a schedule somebody has to think of it: a week is long. */
const OLD = 8 * DAY

/** Whether the folder of the backups can be written, and how old the last good one is. */
export function checkBackups(examined: Examined, facts: FileFacts | null): Finding {
  const name = 'backups'
  const { config, identity, now } = examined
  const folder =
    config.BACKUP_DIR === undefined ? join(dirname(examined.path), 'backups') : resolve(config.BACKUP_DIR)
  const place = existsSync(folder) ? folder : dirname(folder)
  if (!isWritable(place))
    return {
      name,
      grade: 'bad',
      says: words.notWritable(folder),
      mend: words.mendFolder(`/var/backups/${identity.command}`),
    }
  if (!facts) return { name, grade: 'good', says: words.goTo(folder) }
  const last = facts.lastBackupAt
  const mend =
    config.BACKUP_SCHEDULE === undefined ? 'BACKUP_SCHEDULE="30 3 * * *"' : `${identity.command} backup`
  if (last === null) return { name, grade: 'warning', says: words.none, mend }
  const age = now.getTime() - last
  const says = words.age(Math.round(age / HOUR))
  if (age > longestAge(examined))
    return { name, grade: config.BACKUP_SCHEDULE === undefined ? 'warning' : 'bad', says, mend }
  return { name, grade: 'good', says }
}

/** Twice as long as from one time of the schedule to the next: once may have been missed. */
function longestAge({ config: { BACKUP_SCHEDULE }, now }: Examined): number {
  if (BACKUP_SCHEDULE === undefined) return OLD
  const first = nextRun(BACKUP_SCHEDULE, now)
  return 2 * (nextRun(BACKUP_SCHEDULE, first).getTime() - first.getTime()) + HOUR
}

function isWritable(place: string): boolean {
  try {
    accessSync(place, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
