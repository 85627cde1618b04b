import type { Feature } from '@/lib/feature'

export const mails: Feature = {
  name: 'mails',
  jobs: async () => (await import('./mail-jobs.server')).mailJobs,
  restored: async () => (await import('./restored.server')).dropRestoredLinks,
  metrics: async () => (await import('./mail-metrics.server')).listMailMetrics,
  personalData: async () => (await import('./mail-export.server')).exportMails,
  figures: async () => (await import('./mail-figures.server')).listMailFigures,
}
