import { banAccount } from '@/features/accounts/admin/admin-ban.server'
import { getAuthUser } from '@/features/accounts/admin/admin-list.server'
import { BanUserCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: BanUserCall },
  async ({ actor, body: { userId, banReason, banExpiresIn } }) => {
    const until = banExpiresIn ? new Date(Date.now() + banExpiresIn * 1000) : null
    await banAccount(actor, userId, { reason: banReason, until })
    return { user: await getAuthUser(actor, userId) }
  },
)
