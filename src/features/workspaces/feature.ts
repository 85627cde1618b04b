import { Users } from '@lucide/vue'
import type { Feature } from '@/lib/feature'

export const workspaces: Feature = {
  name: 'workspaces',
  navigation: [{ label: 'Workspace', href: '/workspace', icon: Users, for: 'member' }],
  auth: async () => (await import('./auth-hooks.server')).authHooks,
}
