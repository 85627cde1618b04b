import { closeForm, publishForm } from '@/features/forms/publication.server'
import { PublishForm } from '@/features/forms/forms.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint(
  { access: 'viewer', params: IdParams, query: PublishForm },
  ({ actor, params, query }) => publishForm(actor, params.id, new Date(), query.version),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  closeForm(actor, params.id),
)
