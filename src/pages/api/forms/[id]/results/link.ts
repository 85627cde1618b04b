import { getResultsLink, shareResults, unshareResults } from '@/features/responses/results-link.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  getResultsLink(actor, params.id),
)

export const PUT = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  shareResults(actor, params.id),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  unshareResults(actor, params.id),
)
