import type { Feature } from '@/lib/feature'

export const workspaces: Feature = { name: 'workspaces' }
