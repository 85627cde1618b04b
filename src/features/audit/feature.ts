import type { Feature } from '@/lib/feature'

/** What was done on the instance, by whom, to whom. The library writes it; here it is read. */
export const audit: Feature = { name: 'audit' }
