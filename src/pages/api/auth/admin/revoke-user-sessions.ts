import { endAccountSessions } from '@/features/accounts/admin/admin-access.server'
import { AccountCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: AccountCall },
  async ({ actor, body: { userId } }) => {
    await endAccountSessions(actor, userId)
    return { success: true }
  },
)
