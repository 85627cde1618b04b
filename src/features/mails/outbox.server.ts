import { and, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '@/lib/actor'
import { pick } from '@/lib/lookup'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { findHold, hurryJob } from '@/lib/server/jobs/queue'
import { Page } from '@/lib/server/page'
import { assertProvedSession } from '@/lib/server/proof'
import { jobs } from '@/lib/server/schema/jobs'
import { mails } from '@/lib/server/schema/mails'
import { composeMail } from './compose-mail.server'
import { findMail, type MailRow } from './mail-rows.server'
import { canReadOutbox } from './mails.policy'
import type { ListMails, MailDetail, MailFilter, MailItem } from './mails.schema'
import { enqueueSending, hasMailServer, sendingKey } from './mails.server'
import * as faults from './words/faults'
import { covered, erased } from './words/message'
import { kinds } from './words/outbox'

/** Who reads the outbox: an admin of the instance, or the operator at the command line. */
export type OutboxReader = Actor | 'operator'

/** A page of the outbox, newest first. Throws `forbidden`, or `bad_input` for a cursor of another list. */
export async function listMails(reader: OutboxReader, query: ListMails): Promise<Page<MailItem>> {
  assertReader(reader)
  return select(query)
}

/** The latest messages that still hold a link. Throws `forbidden`. */
export async function listMailsWithLink(reader: OutboxReader, limit: number): Promise<MailItem[]> {
  assertReader(reader)
  return select({ limit }, isNotNull(mails.link)).items
}

function select({ limit, cursor, ...filter }: ListMails, condition?: SQL): Page<MailItem> {
  const list = `mails:${JSON.stringify([filter.status, filter.kind, filter.address])}`
  const [time, id] = cursor === undefined ? [] : readCursor(list, cursor)
  const isAfter = sql`(${mails.createdAt}, ${mails.id}) < (${time}, ${id})`
  const rows = database()
    .select()
    .from(mails)
    .where(and(condition, ...narrow(filter), cursor === undefined ? undefined : isAfter))
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit + 1)
    .all()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(shown.map(toItem), last ? writeCursor(list, [last.createdAt.getTime(), last.id]) : null)
}

function narrow({ status, kind, address }: MailFilter): (SQL | undefined)[] {
  return [
    status && eq(mails.status, status),
    kind && eq(mails.kind, kind),
    address ? sql`instr(lower(${mails.recipient}), ${address.toLowerCase()}) > 0` : undefined,
  ]
}

/** One message with what it says, its link covered. Throws `forbidden` or `not_found`. */
export async function getMail(reader: OutboxReader, id: string): Promise<MailDetail> {
  assertReader(reader)
  const row = loadRow(id)
  const { subject, text } = composeMail(row, coverOf(row))
  return { ...toItem(row), subject, text, obstacle: findObstacle(row) }
}

/** A message as mail programs show it, its link covered. Throws `forbidden` or `not_found`. */
export async function renderMail(reader: OutboxReader, id: string): Promise<string> {
  assertReader(reader)
  const row = loadRow(id)
  return composeMail(row, coverOf(row)).html
}

function coverOf({ link }: MailRow): string {
  return link === null ? erased : covered
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
    if (link === null) throw new AppError('conflict', faults.noLink)
    const entry = { action: 'mail.link_shown', actor: actorOf(reader), subjectId: id } as const
    writeAudit(tx, { ...entry, details: { kind, accountId } }, now)
    return link
  })
}

/**
 * Has a message sent now: one that waits or was given up with all its tries before it, one that was sent as a new message that
 * says the same. Returns the id of what is sent. Throws `forbidden`, `not_found`, or `conflict` with why it cannot be.
 */
export async function sendNow(reader: OutboxReader, id: string, now = new Date()): Promise<string> {
  assertReader(reader)
  return transaction((tx) => {
    const row = loadRow(id)
    const obstacle = findObstacle(row)
    if (obstacle !== null) throw new AppError('conflict', obstacle)
    const sentId = row.status === 'sent' ? insertAgain(tx, row, now) : row.id
    tx.update(mails).set({ status: 'queued' }).where(eq(mails.id, sentId)).run()
    enqueueSending(tx, sentId, now)
    hurryJob(tx, sendingKey(sentId), now)
    const details = { kind: row.kind, mailId: sentId }
    writeAudit(tx, { action: 'mail.sent_again', actor: actorOf(reader), subjectId: id, details }, now)
    return sentId
  })
}

/** Why a message cannot be sent now, as a sentence; null where it can. */
function findObstacle(row: MailRow): string | null {
  if (hasLostLink(row)) return faults.lostLink
  if (!hasMailServer()) return faults.noMailServer
  if (findHold()) return faults.held
  if (row.status === 'queued' && isOnItsWay(row.id)) return faults.onItsWay
  return null
}

/** It would reach somebody without what it is for. */
function hasLostLink({ link, data }: MailRow): boolean {
  return link === null && HadLink.safeParse(JSON.parse(data)).success
}

const HadLink = z.object({ hasLink: z.literal(true) })

/** True while a job is about to send it for the first time, or sends it; one that waits for its next try can be hurried. */
function isOnItsWay(mailId: string): boolean {
  const job = database()
    .select({ attempts: jobs.attempts, leasedUntil: jobs.leasedUntil })
    .from(jobs)
    .where(and(eq(jobs.key, sendingKey(mailId)), isNull(jobs.failedAt)))
    .get()
  return job !== undefined && (job.attempts === 0 || job.leasedUntil !== null)
}

/** A message of its own, so that mail programs do not take it for the one they have; it tells of the time of the first. */
function insertAgain(tx: Transaction, row: MailRow, now: Date): string {
  const id = Bun.randomUUIDv7()
  const { kind, recipient, accountId, workspaceId } = row
  const data = JSON.stringify({ writtenAt: row.createdAt.toISOString(), ...JSON.parse(row.data) })
  tx.insert(mails).values({ id, kind, recipient, accountId, workspaceId, data, createdAt: now }).run()
  return id
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
  return {
    id: row.id,
    kind: pick<string>(kinds, row.kind) ?? row.kind,
    recipient: row.recipient,
    status: row.status,
    attempts: row.attempts,
    lastError: row.lastError,
    hasLink: row.link !== null,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
  }
}
