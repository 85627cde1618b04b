import { createBackup, listBackups } from '@/features/backups/backups.server'
import { ListBackups } from '@/features/backups/backups.schema'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', query: ListBackups }, ({ actor, query }) =>
  listBackups(actor, query),
)

export const POST = endpoint({ access: 'instance-admin', status: 201 }, ({ actor }) => createBackup(actor))
