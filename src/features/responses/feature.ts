import type { Feature } from '@/lib/feature'
import * as words from './words/keys'

export const responses: Feature = {
  name: 'responses',
  shortcuts: {
    where: words.where,
    keys: [
      { keys: ['j'], does: words.next },
      { keys: ['k'], does: words.previous },
      { keys: ['Enter'], does: words.open },
      { keys: ['x'], does: words.select },
      { keys: ['1'], does: words.setNew },
      { keys: ['2'], does: words.setInWork },
      { keys: ['3'], does: words.setDone },
      { keys: ['4'], does: words.setSpam },
    ],
  },
  withoutSession: ['/f/[slug]/results/[key]'],
  demo: async () => (await import('./responses.demo')).seedResponses,
  bench: async () => (await import('./response-bench.server')).benchResponses,
  jobs: async () => (await import('./response-jobs.server')).responseJobs,
  dashboard: async () => (await import('./response-dashboard.server')).responseDashboard,
}
