import { duplicateForm } from '@/features/forms/forms.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', params: IdParams, status: 201 }, ({ actor, params }) =>
  duplicateForm(actor, params.id),
)
