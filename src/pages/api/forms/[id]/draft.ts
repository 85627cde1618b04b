import { ChangeDraft } from '@/features/forms/forms.schema'
import { changeDraft } from '@/features/forms/forms.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const PUT = endpoint(
  { access: 'viewer', params: IdParams, body: ChangeDraft },
  ({ actor, params, body: { version, definition }, context }) =>
    changeDraft(actor, params.id, { definition }, requireVersion(context.request, version)),
)
