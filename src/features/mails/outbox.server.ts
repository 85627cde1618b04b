import { and, desc, eq, isNotNull, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { hurryJob } from '@/lib/server/jobs/queue'
import { Page } from '@/lib/server/page'
import { assertProvedSession } from '@/lib/server/proof'
import { mails } from '@/lib/server/schema/mails'
import { composeMail } from './compose-mail.server'
import { findMail, type MailRow } from './mail-rows.server'
import { kindLabels } from './mail-templates.server'
import { canReadOutbox } from './mails.policy'
import type { ListMails, MailDetail, MailItem } from './mails.schema'
import { enqueueSending, hasMailServer, sendingKey } from './mails.server'

/** Who reads the outbox: an admin of the instance, or the operator at the command line. */
export type OutboxReader = Actor | 'operator'

/** A page of the outbox, newest first. Throws `forbidden`, or `bad_input` for a cursor of another list. */
export async function listMails(reader: OutboxReader, query: ListMails): Promise<Page<MailItem>> {
  assertReader(reader)
  return select(query, query.status && eq(mails.status, query.status))
}

/** The latest messages that still hold a link. Throws `forbidden`. */
export async function listMailsWithLink(reader: OutboxReader, limit: number): Promise<MailItem[]> {
  assertReader(reader)
  return select({ limit }, isNotNull(mails.link)).items
}

function select({ status, limit, cursor }: ListMails, condition: SQL | undefined): Page<MailItem> {
  const list = `mails:${status ?? 'all'}`
  const [time, id] = cursor === undefined ? [] : readCursor(list, cursor)
  const isAfter = sql`(${mails.createdAt}, ${mails.id}) < (${time}, ${id})`
  const rows = database()
    .select()
    .from(mails)
    .where(and(condition, cursor === undefined ? undefined : isAfter))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit + 1)
    .all()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(shown.map(toItem), last ? writeCursor(list, [last.createdAt.getTime(), last.id]) : null)
}

/** One message with what it says, its link covered. Throws `forbidden` or `not_found`. */
export async function getMail(reader: OutboxReader, id: string): Promise<MailDetail> {
  assertReader(reader)
  const row = loadRow(id)
  const cover = row.link === null ? '(the link was erased when this was sent)' : '(the link is covered)'
  const { subject, text } = composeMail(row, cover)
  return { ...toItem(row), subject, text, canSend: hasMailServer() && row.status !== 'sent' }
}

/**
 * The link of a message, which may open somebody's account, the reader's own too: it needs a recent proof, and that it
 * was shown is written down first. Throws `forbidden`, `unproved`, `not_found`, or `conflict` when it holds none.
 */
export async function showLink(reader: OutboxReader, id: string, now = new Date()): Promise<string> {
  assertReader(reader)
  if (reader !== 'operator') assertProvedSession(reader, now)
  return transaction((tx) => {
    const { link, kind, accountId } = loadRow(id)
    if (link === null)
      throw new AppError('conflict', 'This message holds no link: it never had one, or it was sent.')
    const entry = { action: 'mail.link_shown', actor: actorOf(reader), subjectId: id } as const
    writeAudit(tx, { ...entry, details: { kind, accountId } }, now)
    return link
  })
}

/**
 * Has a message sent now that waits or was given up, with all its tries before it. Throws `forbidden`, `not_found`, or
 * `conflict` when it was sent already or there is no mail server.
 */
export async function sendNow(reader: OutboxReader, id: string, now = new Date()): Promise<void> {
  assertReader(reader)
  transaction((tx) => {
    if (loadRow(id).status === 'sent') throw new AppError('conflict', 'This message was sent already.')
    if (!hasMailServer())
      throw new AppError('conflict', 'There is no mail server: set SMTP_URL and start again.')
    tx.update(mails).set({ status: 'queued' }).where(eq(mails.id, id)).run()
    enqueueSending(tx, id, now)
    hurryJob(tx, sendingKey(id), now)
    writeAudit(tx, { action: 'mail.sent_again', actor: actorOf(reader), subjectId: id }, now)
  })
}

function assertReader(reader: OutboxReader): void {
  if (reader !== 'operator' && !canReadOutbox(reader)) throw new AppError('forbidden')
}

function actorOf(reader: OutboxReader): Actor | null {
  return reader === 'operator' ? null : reader
}

function loadRow(id: string): MailRow {
  const row = findMail(id)
  if (!row) throw new AppError('not_found')
  return row
}

function toItem(row: MailRow): MailItem {
  const labels: Record<string, string> = kindLabels
  return {
    id: row.id,
    kind: labels[row.kind] ?? row.kind,
    recipient: row.recipient,
    status: row.status,
    attempts: row.attempts,
    lastError: row.lastError,
    hasLink: row.link !== null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }
}
