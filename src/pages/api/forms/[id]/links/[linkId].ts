import { LinkParams } from '@/features/forms/links/links.schema'
import { revokeLink } from '@/features/forms/links/links.server'
import { endpoint } from '@/lib/server/http'

export const DELETE = endpoint({ access: 'viewer', params: LinkParams }, ({ actor, params }) =>
  revokeLink(actor, params.id, params.linkId),
)
