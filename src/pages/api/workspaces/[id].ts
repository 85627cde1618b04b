import { getAnyWorkspace } from '@/features/workspaces/admin/all-workspaces.server'
import {
  deleteAnyWorkspace,
  renameAnyWorkspace,
} from '@/features/workspaces/admin/change-any-workspace.server'
import { RenameWorkspace } from '@/features/workspaces/workspaces.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', params: IdParams }, ({ actor, params }) =>
  getAnyWorkspace(actor, params.id),
)

export const PATCH = endpoint(
  { access: 'instance-admin', params: IdParams, body: RenameWorkspace },
  async ({ actor, params, body }) => {
    await renameAnyWorkspace(actor, params.id, body)
    return getAnyWorkspace(actor, params.id)
  },
)

export const DELETE = endpoint(
  { access: 'instance-admin', fresh: true, params: IdParams },
  ({ actor, params }) => deleteAnyWorkspace(actor, params.id, params.id),
)
