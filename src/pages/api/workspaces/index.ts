import { listAllWorkspaces } from '@/features/workspaces/admin/all-workspaces.server'
import { ListAllWorkspaces } from '@/features/workspaces/admin/all-workspaces.schema'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', query: ListAllWorkspaces }, ({ actor, query }) =>
  listAllWorkspaces(actor, query),
)
