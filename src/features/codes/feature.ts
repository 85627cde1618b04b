import type { Feature } from '@/lib/feature'

export const codes: Feature = { name: 'codes' }
