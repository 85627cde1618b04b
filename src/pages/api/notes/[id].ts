import { UpdateNote } from '@/features/notes/notes.schema'
import { deleteNote, getNote, updateNote } from '@/features/notes/notes.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const GET = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  getNote(actor, params.id),
)

export const PATCH = endpoint(
  { access: 'viewer', params: IdParams, body: UpdateNote },
  ({ actor, params, body: { version, ...changes }, context }) =>
    updateNote(actor, params.id, changes, requireVersion(context.request, version)),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  deleteNote(actor, params.id),
)
