import { actIn } from '@/features/workspaces/acting.server'
import { UpdateOrganization } from '@/features/workspaces/organization-calls.schema'
import { getWorkspace, renameWorkspace } from '@/features/workspaces/workspaces.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: UpdateOrganization },
  async ({ actor, body: { organizationId, data } }) => {
    const member = actIn(actor, organizationId)
    await renameWorkspace(member, data)
    return getWorkspace(member)
  },
)
