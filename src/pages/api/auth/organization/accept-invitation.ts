import { answerInvitation } from '@/features/workspaces/accept-invitation.server'
import { getOwnMembership } from '@/features/workspaces/members.server'
import { toMemberRecord } from '@/features/workspaces/organization-answers'
import { NameInvitation } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: NameInvitation },
  async ({ actor, body: { invitationId } }) => {
    const { invitation, member } = await answerInvitation(actor, invitationId, 'accepted')
    return {
      invitation,
      member: member && toMemberRecord(await getOwnMembership(member), member.workspace.id),
    }
  },
)
