import { count } from 'drizzle-orm'
import type { Metric } from '@/lib/metric'
import { prepared } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { MailStatus } from './mails.schema'
import * as words from './words/figures'

const countByStatus = prepared((db) =>
  db.select({ status: mails.status, value: count() }).from(mails).groupBy(mails.status).prepare(),
)

/** How many messages of the outbox are in each state. */
export function countMails(): Record<MailStatus, number> {
  const found = new Map(
    countByStatus()
      .all()
      .map(({ status, value }) => [status, value]),
  )
  const of = (status: MailStatus) => found.get(status) ?? 0
  return { queued: of('queued'), sent: of('sent'), failed: of('failed') }
}

export function listMailMetrics(): Metric[] {
  const counts = countMails()
  return [
    {
      name: 'mails',
      help: words.metric,
      type: 'gauge',
      samples: MailStatus.options.map((status) => ({ labels: { status }, value: counts[status] })),
    },
  ]
}
