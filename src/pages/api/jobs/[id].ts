import { discardJob } from '@/features/jobs/jobs.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const DELETE = endpoint({ access: 'instance-admin', params: IdParams }, ({ actor, params }) =>
  discardJob(actor, params.id),
)
