import { UpdateUserCall } from '@/features/accounts/settings/profile.schema'
import { renameAccount } from '@/features/accounts/settings/profile.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'signed-in', body: UpdateUserCall },
  async ({ actor, body: { name = actor.name } }) => {
    await renameAccount(actor, { name })
    return { status: true }
  },
)
