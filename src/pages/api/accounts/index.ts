import { listAccounts } from '@/features/accounts/admin/admin-list.server'
import { ListAccounts } from '@/features/accounts/admin/admin.schema'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', query: ListAccounts }, ({ actor, query }) =>
  listAccounts(actor, query),
)
