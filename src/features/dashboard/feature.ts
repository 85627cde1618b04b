import type { Feature } from '@/lib/feature'

export const dashboard: Feature = {
  name: 'dashboard',
  personalData: async () => (await import('./visits.server')).exportVisits,
}
