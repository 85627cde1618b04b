import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { firstRow } from '@/lib/server/first-row'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { forms } from '@/lib/server/schema/forms'
import { loadForm, type FormFacts } from './form-access.server'
import { canDeleteResponses } from './responses.policy'
import { resultsOf, type Results } from './results.server'
import type { ReadResults } from './results.schema'
import * as faults from './words/faults'

/** The path of the page that shows a form's aggregates to whoever has the link; null where there is none. */
export type ResultsLink = { path: string | null }

/** Throws `not_found` or `forbidden`. */
export async function getResultsLink(actor: Actor, formId: string): Promise<ResultsLink> {
  return linkOf(loadForm(actor, formId).form)
}

/** Makes a link of 192 random bits, or leaves the one that is there. Throws `not_found` or `forbidden`. */
export async function shareResults(actor: Actor, formId: string, now = new Date()): Promise<ResultsLink> {
  setKey(actor, formId, randomBytes(24).toString('base64url'), now)
  return getResultsLink(actor, formId)
}

/** Ends the link: who has it meets nothing. Throws `not_found` or `forbidden`. */
export async function unshareResults(actor: Actor, formId: string, now = new Date()): Promise<ResultsLink> {
  setKey(actor, formId, null, now)
  return getResultsLink(actor, formId)
}

function setKey(actor: Actor, formId: string, key: string | null, now: Date): void {
  transaction((tx) => {
    const { form, reader } = loadForm(actor, formId)
    assertMayShare(reader)
    const shared = findKey(form.seq) !== null
    if (shared === (key !== null)) return
    tx.update(forms).set({ resultsKey: key }).where(eq(forms.seq, form.seq)).run()
    const entry = {
      actor: reader,
      subjectId: form.id,
      workspaceId: form.workspaceId,
      details: { form: form.title },
    }
    writeAudit(tx, { action: key ? 'results.shared' : 'results.unshared', ...entry }, now)
  })
}

function assertMayShare(reader: Member): void {
  if (!canDeleteResponses(reader)) throw new AppError('forbidden', faults.adminsShare)
}

function findKey(seq: number): string | null {
  return database().select({ key: forms.resultsKey }).from(forms).where(eq(forms.seq, seq)).get()?.key ?? null
}

function linkOf({ seq, slug }: FormFacts): ResultsLink {
  const key = findKey(seq)
  return { path: key === null ? null : `/f/${slug}/results/${key}` }
}

/** For whoever has the link: figures alone, no texts, no filter. Throws `not_found`. */
export async function readSharedResults(
  slug: string,
  key: string,
  query: ReadResults = {},
): Promise<Results> {
  const form = firstRow<Omit<FormFacts, 'visibleTo'>>(
    database(),
    sql`SELECT seq, id, slug, title, workspace_id AS workspaceId, published_version AS publishedVersion FROM forms
      WHERE results_key = ${key} AND slug = ${slug} AND trashed_at IS NULL`,
  )
  if (!form) throw new AppError('not_found')
  return resultsOf({ ...form, visibleTo: 'admins' }, query, { withTexts: false })
}
