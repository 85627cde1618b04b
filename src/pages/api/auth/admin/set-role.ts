import { getAuthUser } from '@/features/accounts/admin/admin-list.server'
import { setRole } from '@/features/accounts/admin/admin-role.server'
import { SetRoleCall } from '@/features/accounts/admin/admin.schema'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint(
  { access: 'instance-admin', body: SetRoleCall },
  async ({ actor, body: { userId, role } }) => {
    await setRole(actor, userId, role)
    return { user: await getAuthUser(actor, userId) }
  },
)
