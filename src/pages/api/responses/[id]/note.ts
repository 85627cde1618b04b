import { makeNote } from '@/features/responses/note-of-response.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', params: IdParams, status: 201 }, ({ actor, params }) =>
  makeNote(actor, params.id),
)
