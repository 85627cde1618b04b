import { endpoint, notFound } from '@/lib/server/http'

export const ALL = endpoint({ access: 'public' }, notFound)
