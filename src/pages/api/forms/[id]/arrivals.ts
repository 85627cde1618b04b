import { countArrivals } from '@/features/responses/arrivals.server'
import { CountArrivals } from '@/features/responses/responses.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: CountArrivals },
  ({ actor, params, query }) => countArrivals(actor, params.id, query),
)
