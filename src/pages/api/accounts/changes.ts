import { ChangeAccounts } from '@/features/accounts/admin/admin.schema'
import { changeAccounts } from '@/features/accounts/admin/change-accounts.server'
import { endpoint } from '@/lib/server/http'

export const POST = endpoint({ access: 'instance-admin', body: ChangeAccounts }, ({ actor, body }) =>
  changeAccounts(actor, body),
)
