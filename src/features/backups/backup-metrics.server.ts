import type { Metric } from '@/lib/metric'
import { countFailedBackups, endLostBackups, findOpenBackup, lastVerifiedBackup } from './backup-rows.server'

/** When the last good backup was made, how large it is, and how many failed. */
export function listBackupMetrics(): Metric[] {
  endLostBackups(new Date())
  const last = lastVerifiedBackup()
  const madeAt = (last?.finishedAt?.getTime() ?? 0) / 1000
  return [
    gauge(
      'backup_last_verified_timestamp_seconds',
      'When the last backup was found good, in seconds since 1970; 0 for never.',
      madeAt,
    ),
    gauge('backup_last_verified_bytes', 'Its size.', last?.bytes ?? 0),
    gauge('backup_running', '1 while a backup waits or is made, else 0.', findOpenBackup() ? 1 : 0),
    gauge('backups_failed', 'Backups that failed and are still remembered.', countFailedBackups()),
  ]
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] }
}
