import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { AuditAction } from '@/lib/audit-actions'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { firstRow } from '@/lib/server/first-row'
import { instance } from '@/lib/server/instance'
import { assertLimit } from '@/lib/server/limits/limits'
import { Page } from '@/lib/server/page'
import { formLinks } from '@/lib/server/schema/form-links'
import { queueMail } from '@/features/mails/mails.server'
import { assertNotTrashed, loadEditable, readSettings, type FormRow } from '../form-rows.server'
import { canSeeResponses } from '../forms.policy'
import * as faults from '../words/link-faults'
import { hashLinkToken, makeLinkToken } from './link-token.server'
import {
  linkLimits,
  type CreateLinks,
  type LinkItem,
  type LinkPerson,
  type ListLinks,
  type MadeLink,
} from './links.schema'

/**
 * Makes personal links, and mails them to whom that is asked for: the only time that their addresses are known. Throws `not_found`,
 * `forbidden`, `limited`, and `conflict` for a form in the trash, one that does not ask for a link, and one that has too many.
 */
export async function createLinks(
  actor: Actor,
  formId: string,
  input: CreateLinks,
  now = new Date(),
): Promise<MadeLink[]> {
  const isMailed = 'people' in input && input.mail
  const people: LinkPerson[] =
    'people' in input ? input.people : Array.from({ length: input.count }, () => ({ label: '' }))
  assertUsable(loadEditable(actor, formId).row)
  if (isMailed) assertMayMail(loadEditable(actor, formId).row, people, now)
  return transaction((tx) => {
    const { row, reader } = loadEditable(actor, formId)
    assertUsable(row)
    assertRoom(tx, row, people.length)
    const made = people.map((person) => insertLink(tx, { row, reader, person, isMailed, now }))
    const details = { title: row.title, count: made.length, ...(isMailed && { mailed: true }) }
    audit(tx, 'form.links_made', { reader, row, details, now })
    return made
  })
}

/** Ends a link that was not used. Doing it again changes nothing. Throws `not_found`, `forbidden`, `conflict` for a used one. */
export async function revokeLink(
  actor: Actor,
  formId: string,
  linkId: string,
  now = new Date(),
): Promise<LinkItem> {
  return transaction((tx) => {
    const { row, reader } = loadEditable(actor, formId)
    const ofForm = and(eq(formLinks.formSeq, row.seq), eq(formLinks.id, linkId))
    const link = tx.select().from(formLinks).where(ofForm).get()
    if (!link) throw new AppError('not_found')
    if (link.usedAt) throw new AppError('conflict', faults.usedAlready)
    if (link.revokedAt) return toItem(link, toView(row, reader))
    tx.update(formLinks).set({ revokedAt: now }).where(ofForm).run()
    audit(tx, 'form.link_revoked', { reader, row, details: { title: row.title }, now })
    return toItem({ ...link, revokedAt: now }, toView(row, reader))
  })
}

/** A page of a form's links, the newest first. Throws `not_found`, `forbidden`, `bad_input`. */
export async function listLinks(actor: Actor, formId: string, query: ListLinks): Promise<Page<LinkItem>> {
  const { row, reader } = loadEditable(actor, formId)
  const list = `form-links:${row.id}`
  const [before] = query.cursor === undefined ? [] : readCursor(list, query.cursor)
  const rows = database()
    .select()
    .from(formLinks)
    .where(
      and(
        eq(formLinks.formSeq, row.seq),
        before === undefined ? undefined : lt(formLinks.seq, Number(before)),
      ),
    )
    .orderBy(desc(formLinks.seq))
    .limit(query.limit + 1)
    .all()
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const view = toView(row, reader)
  return new Page(
    shown.map((link) => toItem(link, view)),
    last ? writeCursor(list, [last.seq]) : null,
  )
}

export type LinkCounts = { unused: number; used: number; revoked: number }

/** How many links of a form are in which state. Throws `not_found` or `forbidden`. */
export async function countLinks(actor: Actor, formId: string): Promise<LinkCounts> {
  const { row } = loadEditable(actor, formId)
  const counts = firstRow<LinkCounts>(
    database(),
    sql`SELECT count(*) FILTER (WHERE used_at IS NULL AND revoked_at IS NULL) AS unused,
      count(used_at) AS used, count(revoked_at) AS revoked FROM form_links WHERE form_seq = ${row.seq}`,
  )
  return counts ?? { unused: 0, used: 0, revoked: 0 }
}

/** Every link of a form, the oldest first, for a file; who takes it is written down. Throws `not_found` or `forbidden`. */
export async function exportLinks(
  actor: Actor,
  formId: string,
  now = new Date(),
): Promise<{ title: string; links: LinkItem[] }> {
  return transaction((tx) => {
    const { row, reader } = loadEditable(actor, formId)
    audit(tx, 'form.links_exported', { reader, row, details: { title: row.title }, now })
    const links = tx
      .select()
      .from(formLinks)
      .where(eq(formLinks.formSeq, row.seq))
      .orderBy(formLinks.seq)
      .all()
    const view = toView(row, reader)
    return { title: row.title, links: links.map((link) => toItem(link, view)) }
  })
}

function assertUsable(row: FormRow): void {
  assertNotTrashed(row)
  if (readSettings(row.settings).once !== 'link') throw new AppError('conflict', faults.needsNoLink)
}

/** The limits of other messages that somebody can cause: few to one address, and so many of a workspace. */
function assertMayMail({ workspaceId, id }: FormRow, people: readonly LinkPerson[], now: Date): void {
  for (const { email } of people) {
    if (email === undefined) continue
    assertLimit('mail', `form_link:${id}:${email}`, now.getTime())
    assertLimit('invitation', workspaceId, now.getTime())
  }
}

function assertRoom(tx: Transaction, { seq }: FormRow, more: number): void {
  const there = firstRow<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM form_links WHERE form_seq = ${seq}`,
  )
  if ((there?.count ?? 0) + more > linkLimits.ofForm)
    throw new AppError('conflict', faults.tooMany(linkLimits.ofForm))
}

type NewLink = { row: FormRow; reader: Member; person: LinkPerson; isMailed: boolean; now: Date }

function insertLink(tx: Transaction, { row, reader, person, isMailed, now }: NewLink): MadeLink {
  const token = makeLinkToken()
  const path = `/f/${row.slug}?link=${token}`
  const { label, email } = person
  const link = tx
    .insert(formLinks)
    .values({
      id: Bun.randomUUIDv7(),
      formSeq: row.seq,
      label,
      email: email ?? null,
      tokenHash: hashLinkToken(token),
      authorId: reader.accountId,
      createdAt: now,
    })
    .returning()
    .get()
  if (isMailed && email !== undefined) {
    const about = { form: row.title, inviter: reader.name, link: path }
    queueMail(tx, { kind: 'form_link', recipient: email, workspaceId: row.workspaceId, ...about }, now)
  }
  return { ...toItem(link, toView(row, reader)), address: `${instance().address.origins[0]}${path}` }
}

type LinkRow = typeof formLinks.$inferSelect

/** Whether it is shown to the reader which response came by a link. */
function toView({ settings }: FormRow, reader: Member): { showsResponse: boolean } {
  const read = readSettings(settings)
  return { showsResponse: !read.anonymousLinks && canSeeResponses(reader, read) }
}

function toItem(row: LinkRow, { showsResponse }: { showsResponse: boolean }): LinkItem {
  return {
    id: row.id,
    label: row.label,
    email: row.email,
    state: row.usedAt ? 'used' : row.revokedAt ? 'revoked' : 'unused',
    createdAt: row.createdAt.toISOString(),
    usedAt: row.usedAt && (showsResponse ? row.usedAt.toISOString() : row.usedAt.toISOString().slice(0, 10)),
    responseId: showsResponse ? row.responseId : null,
  }
}

function audit(
  tx: Transaction,
  action: AuditAction,
  entry: { reader: Member; row: FormRow; details: Record<string, string | number | boolean>; now: Date },
): void {
  const { reader, row, details, now } = entry
  writeAudit(tx, { action, actor: reader, subjectId: row.id, workspaceId: row.workspaceId, details }, now)
}
