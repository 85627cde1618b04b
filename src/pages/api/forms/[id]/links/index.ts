import { CreateLinks, ListLinks } from '@/features/forms/links/links.schema'
import { createLinks, listLinks } from '@/features/forms/links/links.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: ListLinks },
  ({ actor, params, query }) => listLinks(actor, params.id, query),
)

export const POST = endpoint(
  { access: 'viewer', params: IdParams, body: CreateLinks, status: 201 },
  ({ actor, params, body }) => createLinks(actor, params.id, body),
)
