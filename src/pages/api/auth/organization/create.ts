import { getOwnMembership } from '@/features/workspaces/members.server'
import { toMemberRecord } from '@/features/workspaces/organization-answers'
import { CreateOrganization } from '@/features/workspaces/organization-calls.schema'
import { createWorkspace, getWorkspace } from '@/features/workspaces/workspaces.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: CreateOrganization },
  async ({ actor, body: { name, keepCurrentActiveOrganization } }) => {
    const owner = await createWorkspace(actor, { name, activate: !keepCurrentActiveOrganization })
    const members = [toMemberRecord(await getOwnMembership(owner), owner.workspace.id)]
    return { ...(await getWorkspace(owner)), members }
  },
)
