import { actOnInvitation, revokeInvitation } from '@/features/workspaces/invitations.server'
import { NameInvitation } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: NameInvitation },
  ({ actor, body: { invitationId } }) => revokeInvitation(actOnInvitation(actor, invitationId), invitationId),
)
