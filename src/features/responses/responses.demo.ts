import { and, asc, eq, ne } from 'drizzle-orm'
import { findPublicForm, type PublicForm } from '@/features/forms/public-form.server'
import type { DemoTarget } from '@/lib/feature'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { loadDemoAuthor } from '@/lib/server/demo-author'
import { forms } from '@/lib/server/schema/forms'
import { responseComments, responses } from '@/lib/server/schema/responses'
import { member } from '@/lib/server/schema/workspaces'
import { shareOut } from './demo/forms-answered.demo'
import { makeResponses, type Made } from './demo/made.demo'
import { chanceOf } from '@/lib/server/demo-chance'
import { emailOf } from './email-of.server'
import { insertWholeFiles } from './whole-files.server'
import { replaceTags } from './response-store.server'
import { searchTextOf } from './search-text-of.server'
import { addVisit } from '@/features/forms/visits.server'

const HOUR = 3_600_000

/** Few enough for one transaction. */
const BATCH = 250

/**
 * Answers the forms of the demo as their customers would over a year, and returns how many responses were made: `responses` of them
 * in all, with what a team has made of them since, and what waits in quarantine. One that is there already is left as it is.
 */
export async function seedResponses(target: DemoTarget, now = new Date()): Promise<number> {
  loadDemoAuthor(target)
  const team = listTeam(target.workspaceId)
  let added = 0
  for (const [answered, count] of shareOut(target.responses ?? 420)) {
    const form = findForm(target.workspaceId, answered.title)
    if (!form) continue
    const made = await makeResponses(answered, form.definition, count, now)
    for (let at = 0; at < made.length; at += BATCH) {
      const batch = made.slice(at, at + BATCH)
      added += transaction((tx) => batch.filter((one) => insert(tx, form, one, team)).length)
    }
  }
  return added
}

function findForm(workspaceId: string, title: string): PublicForm | null {
  const isIt = and(eq(forms.workspaceId, workspaceId), eq(forms.title, title))
  const row = database().select({ slug: forms.slug }).from(forms).where(isIt).limit(1).get()
  return row ? findPublicForm(row.slug) : null
}

function listTeam(workspaceId: string): string[] {
  return database()
    .select({ id: member.userId })
    .from(member)
    .where(and(eq(member.organizationId, workspaceId), ne(member.role, 'viewer')))
    .orderBy(asc(member.createdAt), asc(member.id))
    .all()
    .map(({ id }) => id)
}

/** False for one that is there already. */
function insert(tx: Transaction, form: PublicForm, made: Made, team: readonly string[]): boolean {
  const { at, answers, handling, suspicion } = made
  const chance = chanceOf(made.key)
  const row = tx
    .insert(responses)
    .values({
      id: Bun.randomUUIDv7('hex', at),
      formSeq: form.seq,
      versionNumber: form.number,
      status: handling.status,
      quarantinedAt: suspicion === null ? null : at,
      quarantineReason: suspicion,
      answers: JSON.stringify(answers),
      searchText: searchTextOf(answers),
      respondentEmail: emailOf(form.definition, answers),
      idempotencyKey: made.key,
      assigneeId: handling.isAssigned ? chance.pick(team) : null,
      startedAt: made.startedAt,
      submittedAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning({ seq: responses.seq })
    .get()
  if (!row) return false
  insertWholeFiles(tx, row.seq, made.files)
  replaceTags(tx, row.seq, handling.tags)
  for (const text of handling.comments) {
    const createdAt = new Date(at.getTime() + chance.between(1, 20) * HOUR)
    const values = { id: Bun.randomUUIDv7('hex', createdAt), responseSeq: row.seq, text, createdAt }
    tx.insert(responseComments)
      .values({ ...values, authorId: chance.pick(team) })
      .run()
  }
  if (suspicion === null) countVisits(tx, form, made)
  return true
}

/** Beside everybody who answered there are some who only looked, and some who gave up on the first page. */
function countVisits(tx: Transaction, form: PublicForm, { key, at }: Made): void {
  const chance = chanceOf(`${key} visits`)
  const pages = 1 + form.definition.fields.filter(({ kind }) => kind === 'page_break').length
  const gaveUp = chance.between(0, 1)
  addVisit(tx, form.seq, 'views', at, 1 + gaveUp + chance.between(0, 2))
  addVisit(tx, form.seq, 'starts', at, 1 + gaveUp)
  addVisit(tx, form.seq, 'completions', at)
  for (let page = 2; page <= pages; page += 1) addVisit(tx, form.seq, `page_${page}`, at)
}
