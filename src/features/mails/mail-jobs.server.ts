import { and, eq, lt } from 'drizzle-orm'
import type { JobHandler } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { sendMail } from './send-mail.server'

const DAY = 24 * 60 * 60_000

/** How long a message that was sent can be looked up, in milliseconds. */
const KEPT = 90 * DAY

/** What mail does in the background. */
export const mailJobs: Record<string, JobHandler> = {
  send_mail: sendMail,
  sweep_mails: {
    schedule: '41 3 * * *',
    run: async (_payload, { now }) => {
      const old = and(eq(mails.status, 'sent'), lt(mails.sentAt, new Date(now.getTime() - KEPT)))
      database().delete(mails).where(old).run()
    },
  },
}
