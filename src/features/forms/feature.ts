import { ClipboardList, ClipboardPlus } from '@lucide/vue'
import type { Feature } from '@/lib/feature'

export const forms: Feature = {
  name: 'forms',
  navigation: [
    {
      label: 'Forms',
      href: '/forms',
      icon: ClipboardList,
      for: 'member',
      key: 'f',
      waiting: {
        what: 'new responses',
        count: async () => (await import('./new-responses.server')).countNewResponses,
      },
    },
  ],
  actions: [
    {
      label: 'New form',
      href: '/forms/new',
      description: 'Anyone who has its address can answer',
      icon: ClipboardPlus,
      role: 'member',
    },
  ],
  shortcuts: {
    where: 'Building a form',
    keys: [
      { keys: ['Ctrl', 'Z'], does: 'Undo' },
      { keys: ['Ctrl', 'Shift', 'Z'], does: 'Redo' },
      { keys: ['Alt', '↑'], does: 'Move the field up' },
      { keys: ['Alt', '↓'], does: 'Move the field down' },
      { keys: ['Delete'], does: 'Take the field out' },
    ],
  },
  finds: { label: 'Forms', list: '/api/forms', href: '/forms/' },
  // A form takes its files along.
  bodies: {
    '/f/[slug]': 26_214_400,
    '/forms/[id]/preview/form': 26_214_400,
    // A picture of two megabytes, with what a form post says around it.
    '/api/forms/[id]/pictures': 2_113_536,
    '/forms/[id]/logo': 2_113_536,
  },
  withoutSession: [
    '/f/[slug]',
    '/f/[slug]/thanks',
    '/f/[slug]/style.css',
    '/f/[slug]/progress',
    '/f/[slug]/pictures/[hash]',
    '/embed.js',
  ],
  framedBy: async () => (await import('./framed-by.server')).framedBy,
  jobs: async () => (await import('./form-jobs.server')).formJobs,
  demo: async () => (await import('./forms.demo')).seedForms,
  personalData: async () => (await import('./forms.server')).exportForms,
  dashboard: async () => (await import('./form-dashboard.server')).formDashboard,
}
