import { restoreForm, trashForm } from '@/features/forms/forms.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const PUT = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  trashForm(actor, params.id),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  restoreForm(actor, params.id),
)
