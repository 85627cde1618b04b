import type { Feature } from '@/lib/feature'

export const forms: Feature = {
  name: 'forms',
  jobs: async () => (await import('./form-jobs.server')).formJobs,
  personalData: async () => (await import('./forms.server')).exportForms,
}
