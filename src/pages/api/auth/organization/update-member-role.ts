import { actIn } from '@/features/workspaces/acting.server'
import { changeRole } from '@/features/workspaces/members.server'
import { toMemberRecord } from '@/features/workspaces/organization-answers'
import { UpdateMemberRole } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: UpdateMemberRole },
  async ({ actor, body: { organizationId, memberId, role } }) => {
    const member = actIn(actor, organizationId)
    return toMemberRecord(await changeRole(member, { memberId, role }), member.workspace.id)
  },
)
