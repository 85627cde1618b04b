import type { JobHandler } from '@/lib/feature'
import { sendDigests, sendReceipt, tellOfResponse } from './notify.server'
import { deleteForgottenFiles } from './held-files.server'
import { deleteOldResponses } from './retention.server'

/** What responses do in the background. */
export const responseJobs: Record<string, JobHandler> = {
  tell_of_response: { run: tellOfResponse },
  send_receipt: { run: sendReceipt },
  send_response_digests: { schedule: '7 7 * * *', run: sendDigests },
  purge_held_files: { schedule: '52 * * * *', run: async (_payload, { now }) => deleteForgottenFiles(now) },
  purge_responses: { schedule: '37 4 * * *', timeLimit: 30 * 60_000, isLong: true, run: deleteOldResponses },
}
