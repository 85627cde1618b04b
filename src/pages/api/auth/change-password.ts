import { ChangePasswordCall } from '@/features/accounts/settings/password-change.schema'
import { changePassword } from '@/features/accounts/settings/password-change.server'
import { getOwnAccount } from '@/features/accounts/settings/profile.server'
import { authEndpoint } from '@/lib/server/http'

/** The session that asked stays as it is, so there is never a new token. */
export const POST = authEndpoint(
  { access: 'signed-in', body: ChangePasswordCall },
  async ({ actor, body: { currentPassword, newPassword } }) => {
    await changePassword(actor, { currentPassword, newPassword })
    return { token: null, user: await getOwnAccount(actor) }
  },
)
