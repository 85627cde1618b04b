import { actIn } from '@/features/workspaces/acting.server'
import { leaveWorkspace } from '@/features/workspaces/members.server'
import { toMemberRecord } from '@/features/workspaces/organization-answers'
import { NameOrganization } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: NameOrganization },
  async ({ actor, body: { organizationId } }) =>
    toMemberRecord(await leaveWorkspace(actIn(actor, organizationId)), organizationId),
)
