import type { Feature } from '@/lib/feature'

/** The settings of the instance that its admins change while it runs. */
export const settings: Feature = {
  name: 'settings',
  notices: async () => (await import('./door-notice.server')).listDoorNotices,
}
