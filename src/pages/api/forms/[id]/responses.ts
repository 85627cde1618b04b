import { listResponses } from '@/features/responses/response-list.server'
import { ListResponses } from '@/features/responses/responses.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: ListResponses },
  ({ actor, params, query }) => listResponses(actor, params.id, query),
)
