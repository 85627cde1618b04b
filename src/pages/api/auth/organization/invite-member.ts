import { actIn } from '@/features/workspaces/acting.server'
import { invite } from '@/features/workspaces/invitations.server'
import { InviteMember } from '@/features/workspaces/organization-calls.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: InviteMember },
  ({ actor, body: { organizationId, email, role } }) => invite(actIn(actor, organizationId), { email, role }),
)
