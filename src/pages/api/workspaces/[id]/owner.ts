import { handOverAnyWorkspace } from '@/features/workspaces/admin/change-any-workspace.server'
import { ChooseMember } from '@/features/workspaces/workspaces.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const PUT = endpoint(
  { access: 'instance-admin', params: IdParams, body: ChooseMember },
  ({ actor, params, body }) => handOverAnyWorkspace(actor, params.id, body.memberId),
)
