import { Users } from '@lucide/vue'
import type { Feature } from '@/lib/feature'
import * as words from './words/place'

export const workspaces: Feature = {
  name: 'workspaces',
  navigation: [{ label: words.place, href: '/workspace', icon: Users, for: 'member' }],
  restored: async () => (await import('./restored.server')).endRestoredLinks,
  auth: async () => (await import('./auth-hooks.server')).authHooks,
  figures: async () => (await import('./workspace-figures.server')).listWorkspaceFigures,
  dashboard: async () => (await import('./workspace-dashboard.server')).workspaceDashboard,
}
