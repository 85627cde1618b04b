import { actIn } from '@/features/workspaces/acting.server'
import { NameOrganization } from '@/features/workspaces/organization-calls.schema'
import { deleteWorkspace, getWorkspace } from '@/features/workspaces/workspaces.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: NameOrganization },
  async ({ actor, body: { organizationId } }) => {
    const member = actIn(actor, organizationId)
    const workspace = await getWorkspace(member)
    await deleteWorkspace(member, organizationId)
    return workspace
  },
)
