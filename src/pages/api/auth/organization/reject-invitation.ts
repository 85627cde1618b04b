import { answerInvitation } from '@/features/workspaces/accept-invitation.server'
import { NameInvitation } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: NameInvitation },
  ({ actor, body: { invitationId } }) => answerInvitation(actor, invitationId, 'rejected'),
)
