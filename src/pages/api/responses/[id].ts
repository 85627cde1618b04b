import { UpdateResponse } from '@/features/responses/responses.schema'
import { deleteResponse, getResponse, updateResponse } from '@/features/responses/responses.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const GET = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  getResponse(actor, params.id),
)

export const PATCH = endpoint(
  { access: 'viewer', params: IdParams, body: UpdateResponse },
  ({ actor, params, body: { version, ...changes }, context }) =>
    updateResponse(actor, params.id, changes, requireVersion(context.request, version)),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  deleteResponse(actor, params.id),
)
