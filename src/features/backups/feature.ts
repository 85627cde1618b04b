import type { Feature } from '@/lib/feature'

/** Copies of the one file, each looked through before it counts. */
export const backups: Feature = {
  name: 'backups',
  jobs: async () => (await import('./backup-jobs.server')).backupJobs(),
  metrics: async () => (await import('./backup-metrics.server')).listBackupMetrics,
  restored: async () => (await import('./restored.server')).forgetOpenBackups,
  figures: async () => (await import('./backup-figures.server')).listBackupFigures,
}
