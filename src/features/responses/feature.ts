import type { Feature } from '@/lib/feature'

export const responses: Feature = {
  name: 'responses',
  shortcuts: {
    where: 'Reading responses',
    keys: [
      { keys: ['j'], does: 'Next response' },
      { keys: ['k'], does: 'Previous response' },
      { keys: ['Enter'], does: 'Open it, in the inbox' },
      { keys: ['x'], does: 'Select it, in the inbox' },
      { keys: ['1'], does: 'Set to new, in the inbox' },
      { keys: ['2'], does: 'Set to in work' },
      { keys: ['3'], does: 'Set to done' },
      { keys: ['4'], does: 'Set to spam' },
    ],
  },
  withoutSession: ['/f/[slug]/results/[key]'],
  demo: async () => (await import('./responses.demo')).seedResponses,
  bench: async () => (await import('./response-bench.server')).benchResponses,
  jobs: async () => (await import('./response-jobs.server')).responseJobs,
  dashboard: async () => (await import('./response-dashboard.server')).responseDashboard,
}
