import { endAccountSessions } from '@/features/accounts/admin-access.server'
import { AccountCall } from '@/features/accounts/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: AccountCall },
  async ({ actor, body: { userId } }) => {
    await endAccountSessions(actor, userId)
    return { success: true }
  },
)
