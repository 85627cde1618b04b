import type { Metric } from '@/lib/metric'
import { countFailedBackups, endLostBackups, findOpenBackup, lastVerifiedBackup } from './backup-rows.server'
import { metrics } from './words/figures'

/** When the last good backup was made, how large it is, and how many failed. */
export function listBackupMetrics(): Metric[] {
  endLostBackups(new Date())
  const last = lastVerifiedBackup()
  const madeAt = (last?.finishedAt?.getTime() ?? 0) / 1000
  return [
    gauge('backup_last_verified_timestamp_seconds', metrics.lastVerified, madeAt),
    gauge('backup_last_verified_bytes', metrics.lastBytes, last?.bytes ?? 0),
    gauge('backup_running', metrics.running, findOpenBackup() ? 1 : 0),
    gauge('backups_failed', metrics.failed, countFailedBackups()),
  ]
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] }
}
