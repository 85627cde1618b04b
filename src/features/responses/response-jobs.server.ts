import type { JobHandler } from '@/lib/feature'
import { sendDigests, sendReceipt, tellOfResponse } from './notify.server'
import { deleteOldResponses } from './retention.server'

/** What responses do in the background. */
export const responseJobs: Record<string, JobHandler> = {
  tell_of_response: { run: tellOfResponse },
  send_receipt: { run: sendReceipt },
  send_response_digests: { schedule: '7 7 * * *', run: sendDigests },
  purge_responses: { schedule: '37 4 * * *', timeLimit: 30 * 60_000, isLong: true, run: deleteOldResponses },
}
