import { recordVisit } from '@/features/dashboard/visits.server'
import { endpoint } from '@/lib/server/http'

export const PUT = endpoint({ access: 'viewer' }, ({ actor }) => recordVisit(actor))
