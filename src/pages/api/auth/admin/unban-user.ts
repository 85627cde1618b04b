import { unbanAccount } from '@/features/accounts/admin/admin-ban.server'
import { getAuthUser } from '@/features/accounts/admin/admin-list.server'
import { AccountCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: AccountCall },
  async ({ actor, body: { userId } }) => {
    await unbanAccount(actor, userId)
    return { user: await getAuthUser(actor, userId) }
  },
)
