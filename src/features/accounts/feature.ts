import type { Feature } from '@/lib/feature'

export const accounts: Feature = {
  name: 'accounts',
  jobs: async () => (await import('./account-jobs.server')).accountJobs,
  restored: async () => (await import('./restored.server')).endRestoredSessions,
  auth: async () => (await import('./auth-hooks.server')).authHooks,
  figures: async () => (await import('./admin/account-figures.server')).listAccountFigures,
}
