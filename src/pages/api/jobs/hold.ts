import { getHold, holdJobs, releaseJobs } from '@/features/jobs/jobs.server'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'instance-admin' }, ({ actor }) => getHold(actor))

export const PUT = endpoint({ access: 'instance-admin' }, async ({ actor }) => {
  await holdJobs(actor)
  return getHold(actor)
})

export const DELETE = endpoint({ access: 'instance-admin' }, async ({ actor }) => {
  await releaseJobs(actor)
})
