import { ClipboardList } from '@lucide/vue'
import type { Feature } from '@/lib/feature'

export const forms: Feature = {
  name: 'forms',
  navigation: [{ label: 'Forms', href: '/forms', icon: ClipboardList, for: 'member', key: 'f' }],
  finds: { label: 'Forms', list: '/api/forms', href: '/forms/' },
  jobs: async () => (await import('./form-jobs.server')).formJobs,
  demo: async () => (await import('./forms.demo')).seedForms,
  personalData: async () => (await import('./forms.server')).exportForms,
}
