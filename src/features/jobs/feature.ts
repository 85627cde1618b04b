import type { Feature } from '@/lib/feature'

/** The work that is done in the background: the library does it, here it is looked after. */
export const jobs: Feature = {
  name: 'jobs',
  metrics: async () => (await import('./job-metrics.server')).listJobMetrics,
  notices: async () => (await import('./hold-notice.server')).listHoldNotices,
  figures: async () => (await import('./job-figures.server')).listJobFigures,
}
