import type { Feature } from '@/lib/feature'

export const responses: Feature = {
  name: 'responses',
  shortcuts: {
    where: 'Reading responses',
    keys: [
      { keys: ['j'], does: 'Next response' },
      { keys: ['k'], does: 'Previous response' },
      { keys: ['x'], does: 'Select it, in the inbox' },
    ],
  },
  withoutSession: ['/f/[slug]/results/[key]'],
  demo: async () => (await import('./responses.demo')).seedResponses,
  jobs: async () => (await import('./response-jobs.server')).responseJobs,
}
