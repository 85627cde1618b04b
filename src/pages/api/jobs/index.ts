import { listJobs } from '@/features/jobs/job-list.server'
import { ListJobs } from '@/features/jobs/jobs.schema'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin', query: ListJobs }, ({ actor, query }) =>
  listJobs(actor, query),
)
