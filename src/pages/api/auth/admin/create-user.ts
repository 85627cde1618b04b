import { createAccount } from '@/features/accounts/admin/admin-create.server'
import { getAuthUser } from '@/features/accounts/admin/admin-list.server'
import { CreateUserCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: CreateUserCall },
  async ({ actor, body }) => {
    const { id } = await createAccount(actor, body)
    return { user: await getAuthUser(actor, id) }
  },
)
