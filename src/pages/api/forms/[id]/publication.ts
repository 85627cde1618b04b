import { closeForm, publishForm } from '@/features/forms/publication.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  publishForm(actor, params.id),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  closeForm(actor, params.id),
)
