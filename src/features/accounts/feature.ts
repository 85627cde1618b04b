import type { Feature } from '@/lib/feature'

export const accounts: Feature = {
  name: 'accounts',
  auth: async () => (await import('./auth-hooks.server')).authHooks,
}
