import type { Feature } from '@/lib/feature'

export const mails: Feature = { name: 'mails' }
