import { runJob } from '@/features/jobs/jobs.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const PUT = endpoint({ access: 'instance-admin', params: IdParams }, ({ actor, params }) =>
  runJob(actor, params.id),
)
