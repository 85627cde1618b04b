import type { Transaction } from '@/lib/server/db'
import { registrationMode } from '@/lib/server/in-force'
import { instance } from '@/lib/server/instance'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { log } from '@/lib/server/log'
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
      data: JSON.stringify({ ...data, hasLink: link !== undefined }),
      link: link === undefined ? null : `${instance().address.origins[0]}${link}`,
      createdAt: now,
    })
    .run()
  // A command may not know the server's SMTP_URL: the job asks again.
  if (hasMailServer() || instance().isCommand) enqueueSending(tx, id, now)
  else sayWhereMailIs()
  return id
}

/** True when SMTP_URL names a server: without one messages wait in the outbox. */
export function hasMailServer(): boolean {
  return instance().config.SMTP_URL !== undefined
}

/** One message has one job: adding it twice adds it once. */
export function enqueueSending(tx: Transaction, mailId: string, now: Date): void {
  enqueueJob(tx, { kind: 'send_mail', payload: { mailId }, key: sendingKey(mailId) }, now)
}

export function sendingKey(mailId: string): string {
  return `send_mail:${mailId}`
}

/** For the start: whoever signs up has to confirm an address, and the link has to reach them somehow. */
export function warnOfOpenDoorWithoutMail(): void {
  if (registrationMode() !== 'open' || hasMailServer()) return
  log(
    'warn',
    'everybody can sign up, without a mail server: confirmation links are in the outbox',
    whereMailIs(),
  )
}

let isSaid = false

/** Once in the life of the process. */
function sayWhereMailIs(): void {
  if (isSaid) return
  isSaid = true
  log('warn', 'there is no mail server: messages and their links stay in the outbox', whereMailIs())
}

function whereMailIs() {
  const { address, identity } = instance()
  const page = `${address.origins[0]}/admin/mails`
  return { page, command: `${identity.command} mails`, fix: 'set SMTP_URL' }
}
