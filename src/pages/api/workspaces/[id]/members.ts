import { listAnyMembers } from '@/features/workspaces/admin/all-workspaces.server'
import { ListPage } from '@/features/workspaces/workspaces.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'instance-admin', params: IdParams, query: ListPage },
  ({ actor, params, query }) => listAnyMembers(actor, params.id, query),
)
