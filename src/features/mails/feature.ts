import type { Feature } from '@/lib/feature'

export const mails: Feature = {
  name: 'mails',
  jobs: async () => (await import('./mail-jobs.server')).mailJobs,
  restored: async () => (await import('./restored.server')).dropRestoredLinks,
  personalData: async () => (await import('./mail-export.server')).exportMails,
}
