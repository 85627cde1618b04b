import { deleteBackup, getBackup } from '@/features/backups/backups.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', params: IdParams }, ({ actor, params }) =>
  getBackup(actor, params.id),
)

export const DELETE = endpoint({ access: 'instance-admin', params: IdParams }, ({ actor, params }) =>
  deleteBackup(actor, params.id),
)
