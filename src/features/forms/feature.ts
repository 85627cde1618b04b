import { ClipboardList, ClipboardPlus } from '@lucide/vue'
import type { Feature } from '@/lib/feature'
import * as words from './words/feature'

export const forms: Feature = {
  name: 'forms',
  navigation: [
    {
      label: words.forms,
      href: '/forms',
      icon: ClipboardList,
      for: 'member',
      key: 'f',
      waiting: {
        what: words.newResponses,
        count: async () => (await import('./new-responses.server')).countNewResponses,
      },
    },
  ],
  actions: [
    {
      label: words.newForm,
      href: '/forms/new',
      description: words.newFormHint,
      icon: ClipboardPlus,
      role: 'member',
    },
  ],
  shortcuts: {
    where: words.building,
    keys: [
      { keys: ['Ctrl', 'Z'], does: words.undo },
      { keys: ['Ctrl', 'Shift', 'Z'], does: words.redo },
      { keys: ['Alt', '↑'], does: words.moveUp },
      { keys: ['Alt', '↓'], does: words.moveDown },
      { keys: ['Delete'], does: words.takeOut },
    ],
  },
  finds: { label: words.forms, list: '/api/forms', href: '/forms/' },
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
