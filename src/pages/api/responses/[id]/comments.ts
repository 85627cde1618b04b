import { CreateComment } from '@/features/responses/responses.schema'
import { commentOn } from '@/features/responses/responses.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint(
  { access: 'viewer', params: IdParams, body: CreateComment, status: 201 },
  ({ actor, params, body }) => commentOn(actor, params.id, body),
)
