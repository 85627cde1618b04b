import { ListAudit } from '@/features/audit/audit.schema'
import { listAudit } from '@/features/audit/audit.server'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', query: ListAudit }, ({ actor, query }) =>
  listAudit(actor, query),
)
