import { ReadResults } from '@/features/responses/results.schema'
import { readResults } from '@/features/responses/results.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: ReadResults },
  ({ actor, params, query }) => readResults(actor, params.id, query),
)
