import { markNote, unmarkNote } from '@/features/notes/notes.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const PUT = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  markNote(actor, params.id, 'archive'),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  unmarkNote(actor, params.id, 'archive'),
)
