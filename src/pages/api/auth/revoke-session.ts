import { RevokeSessionCall } from '@/features/accounts/settings/sessions.schema'
import { revokeSession } from '@/features/accounts/settings/session-list.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: RevokeSessionCall },
  ({ actor, body: { token } }) => revokeSession(actor, token),
)
