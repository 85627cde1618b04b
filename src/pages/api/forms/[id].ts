import { ChangeForm } from '@/features/forms/forms.schema'
import { changeForm, deleteForm, getForm } from '@/features/forms/forms.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const GET = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  getForm(actor, params.id),
)

export const PATCH = endpoint(
  { access: 'viewer', params: IdParams, body: ChangeForm },
  ({ actor, params, body: { version, ...changes }, context }) =>
    changeForm(actor, params.id, changes, requireVersion(context.request, version)),
)

export const DELETE = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  deleteForm(actor, params.id),
)
