import { changeResponses } from '@/features/responses/change-many.server'
import { ChangeResponses } from '@/features/responses/responses.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint(
  { access: 'viewer', params: IdParams, body: ChangeResponses },
  ({ actor, params, body }) => changeResponses(actor, params.id, body),
)
