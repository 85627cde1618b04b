import { removeAccount } from '@/features/accounts/admin/admin-delete.server'
import { AccountCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: AccountCall },
  async ({ actor, body: { userId } }) => {
    await removeAccount(actor, userId)
    return { success: true }
  },
)
