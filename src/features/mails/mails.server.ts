import { enqueueJob } from '@/lib/server/jobs'
import { instance } from '@/lib/server/instance'
import type { Transaction } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import type { NewMail } from './mails.schema'

/**
 * Puts a message into the outbox, inside the transaction of what it tells of, and leaves the sending to a job. Without
 * a mail server it stays there, to be read by an admin. `link` is a path within this instance.
 */
export function queueMail(tx: Transaction, mail: NewMail, now: Date): string {
  const id = Bun.randomUUIDv7()
  const { kind, recipient, accountId = null, workspaceId = null, link, ...data } = mail
  tx.insert(mails)
    .values({
      id,
      kind,
      recipient,
      accountId,
      workspaceId,
      data: JSON.stringify(data),
      link: link === undefined ? null : `${instance().address.origins[0]}${link}`,
      createdAt: now,
    })
    .run()
  if (instance().config.SMTP_URL !== undefined)
    enqueueJob(tx, { kind: 'send_mail', payload: { mailId: id } }, now)
  return id
}
