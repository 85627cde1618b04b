import { actIn } from '@/features/workspaces/acting.server'
import { findMemberId, removeMember } from '@/features/workspaces/members.server'
import { toMemberRecord } from '@/features/workspaces/organization-answers'
import { RemoveMember } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: RemoveMember },
  async ({ actor, body: { organizationId, memberIdOrEmail: who } }) => {
    const member = actIn(actor, organizationId)
    const removed = await removeMember(member, who.includes('@') ? findMemberId(member, who) : who)
    return { member: toMemberRecord(removed, member.workspace.id) }
  },
)
