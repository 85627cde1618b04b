import { asc, desc, eq } from 'drizzle-orm'
import { answersSchema } from '@/features/forms/definition/answers.schema'
import type { Definition } from '@/features/forms/definition/definition.schema'
import { findLinkOf } from '@/features/forms/links/link-use.server'
import type { Actor, Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { user } from '@/lib/server/schema/accounts'
import { responseComments, responseEdits, responses } from '@/lib/server/schema/responses'
import { definitionOf, questionsOfForm, type FormFacts } from './form-access.server'
import { fitQuery } from './definition/fit-query'
import { emailOf } from './email-of.server'
import { searchTextOf } from './search-text-of.server'
import { tellReleased } from './tell-released.server'
import { parseAnswers, toItem, type ResponseRow } from './response-rows.server'
import { keepUpdate, listChanges } from './response-changes.server'
import { scanResponses } from './response-scan.server'
import { readScope } from './response-scope.server'
import {
  assertMayDelete,
  assertMember,
  deleteRows,
  loadHandled,
  loadResponse,
  replaceTags,
} from './response-store.server'
import type {
  CreateComment,
  ResponseComment,
  ResponseDetail,
  ResponseEdit,
  UpdateResponse,
  WhichResponses,
} from './responses.schema'

/** One response with its comments and its history. Throws `not_found` or `forbidden`. */
export async function getResponse(actor: Actor, id: string): Promise<ResponseDetail> {
  const { row, form } = loadResponse(actor, id)
  return detailOf(row, form)
}

/** For its page: the response, its form, and the questions as its version asked them. */
export async function openResponse(actor: Member, id: string) {
  const { row, form, reader } = loadResponse(actor, id)
  return {
    reader,
    response: detailOf(row, form),
    form: { id: form.id, title: form.title, slug: form.slug, visibleTo: form.visibleTo },
    definition: definitionOf(form, row.formVersion),
    email: findEmail(row.seq),
  }
}

/** The responses before and after one in a list by time, the newest first; null at its ends. A filter counts as far as it still fits. */
export async function neighboursOf(actor: Actor, id: string, which: WhichResponses) {
  const { row, form } = loadResponse(actor, id)
  const questions = questionsOfForm(form)
  const scope = readScope(form.seq, fitQuery(which, questions).query, questions)
  const step = { from: { submittedAt: row.submittedAt, seq: row.seq }, most: 20_000, limit: 1 }
  return {
    newer: scanResponses(scope, { ...step, isOldestFirst: true }).rows[0]?.id ?? null,
    older: scanResponses(scope, step).rows[0]?.id ?? null,
  }
}

/**
 * Changes what `input` names, if the response still has the version that was read. Answers are checked as a new response to
 * the same version of the form would be; what they were stays in the history with the reason. Files and signatures stay. Throws
 * `not_found`, `forbidden`, `bad_input`, and `stale` with the response as it is now.
 */
export async function updateResponse(
  actor: Actor,
  id: string,
  input: Omit<UpdateResponse, 'version'>,
  version: number,
  now = new Date(),
): Promise<ResponseDetail> {
  transaction((tx) => {
    const { row, form, reader } = loadHandled(actor, id)
    if (row.version !== version) throw new AppError('stale', undefined, { current: detailOf(row, form) })
    const { status, assigneeId, tags, answers, reason } = input
    assertMember(form.workspaceId, assigneeId ?? null)
    const definition = definitionOf(form, row.formVersion)
    const checked = answers && checkAnswers(definition, row, answers)
    if (status !== undefined && status !== 'spam') tellReleased(tx, [row.seq], now)
    tx.update(responses)
      .set({
        ...(status !== undefined && { status, quarantinedAt: null, quarantineReason: null }),
        ...(assigneeId !== undefined && { assigneeId }),
        ...(checked && {
          answers: JSON.stringify(checked),
          searchText: searchTextOf(checked),
          respondentEmail: emailOf(definition, checked),
        }),
        version: version + 1,
        updatedAt: now,
      })
      .where(eq(responses.seq, row.seq))
      .run()
    if (tags) replaceTags(tx, row.seq, tags)
    keepUpdate(tx, row, input, { actorId: reader.accountId, now, isOfMany: false })
    if (checked)
      tx.insert(responseEdits)
        .values({
          id: Bun.randomUUIDv7(),
          responseSeq: row.seq,
          editorId: reader.accountId,
          reason: reason ?? '',
          before: JSON.stringify(row.answers),
          after: JSON.stringify(checked),
          createdAt: now,
        })
        .run()
    const entry = { actor: reader, subjectId: id, workspaceId: form.workspaceId }
    const details = { changed: namesOfChanges(row, input) }
    writeAudit(tx, { action: checked ? 'response.edited' : 'response.changed', ...entry, details }, now)
  })
  return getResponse(actor, id)
}

/** The names of what a change makes different: `status, tags`. */
function namesOfChanges(
  { status, quarantined, assignee, tags, answers }: ResponseRow,
  input: Omit<UpdateResponse, 'version'>,
): string {
  const isOther = {
    status: input.status !== undefined && (input.status !== status || quarantined),
    assigneeId: input.assigneeId !== undefined && input.assigneeId !== (assignee?.id ?? null),
    tags: input.tags !== undefined && !Bun.deepEquals(input.tags.toSorted(), tags.toSorted()),
    answers: input.answers !== undefined && !Bun.deepEquals(input.answers, answers),
  }
  return Object.entries(isOther)
    .flatMap(([name, isSo]) => (isSo ? [name] : []))
    .join(', ')
}

/** Deletes a response for good, with its files, comments and history. Throws `not_found` or `forbidden`. */
export async function deleteResponse(actor: Actor, id: string, now = new Date()): Promise<void> {
  transaction((tx) => {
    const { row, form, reader } = loadHandled(actor, id)
    assertMayDelete(reader)
    deleteRows(tx, [row])
    writeAudit(
      tx,
      { action: 'response.deleted', actor: reader, subjectId: id, workspaceId: form.workspaceId },
      now,
    )
  })
}

/** Throws `not_found` or `forbidden`. */
export async function commentOn(
  actor: Actor,
  id: string,
  { text }: CreateComment,
  now = new Date(),
): Promise<ResponseComment> {
  const commentId = Bun.randomUUIDv7()
  return transaction((tx) => {
    const { row, form, reader } = loadHandled(actor, id)
    const values = { id: commentId, responseSeq: row.seq, authorId: reader.accountId, text, createdAt: now }
    tx.insert(responseComments).values(values).run()
    const entry = { actor: reader, subjectId: id, workspaceId: form.workspaceId }
    writeAudit(tx, { action: 'response.commented', ...entry }, now)
    const author = { id: reader.accountId, name: reader.name }
    return { id: commentId, author, text, createdAt: now.toISOString() }
  })
}

function checkAnswers(definition: Definition, row: ResponseRow, given: Record<string, unknown>) {
  const kept = definition.fields.filter(({ kind }) => kind === 'file' || kind === 'signature')
  const answers = { ...given }
  const others = kept.filter(
    ({ key }) => given[key] !== undefined && !Bun.deepEquals(given[key], row.answers[key]),
  )
  if (others.length > 0)
    throw new AppError('bad_input', undefined, {
      issues: others.map(({ key }) => ({
        path: `answers.${key}`,
        message: 'Files and signatures stay as they were sent. Leave them out.',
      })),
    })
  for (const { key } of kept) {
    if (row.answers[key] === undefined) delete answers[key]
    else answers[key] = row.answers[key]
  }
  const parsed = answersSchema(definition).safeParse(answers)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: ['answers', ...path].join('.'),
    message,
  }))
  throw new AppError('bad_input', undefined, { issues })
}

function detailOf(row: ResponseRow, form: FormFacts): ResponseDetail {
  return {
    ...toItem(row),
    formId: form.id,
    quarantineReason: findQuarantineReason(row.seq),
    link: findLinkOf(row.id),
    comments: listComments(row.seq),
    edits: listEdits(row.seq),
    changes: listChanges(row.seq),
  }
}

function findEmail(seq: number): string | null {
  const named = { email: responses.respondentEmail }
  return database().select(named).from(responses).where(eq(responses.seq, seq)).get()?.email ?? null
}

function findQuarantineReason(seq: number): string | null {
  const named = { reason: responses.quarantineReason }
  return database().select(named).from(responses).where(eq(responses.seq, seq)).get()?.reason ?? null
}

function listComments(seq: number): ResponseComment[] {
  const { id, text, createdAt, authorId } = responseComments
  return database()
    .select({ id, text, createdAt, authorId, authorName: user.name })
    .from(responseComments)
    .leftJoin(user, eq(user.id, authorId))
    .where(eq(responseComments.responseSeq, seq))
    .orderBy(asc(createdAt), asc(id))
    .all()
    .map(({ authorId, authorName, createdAt, ...comment }) => ({
      ...comment,
      author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
      createdAt: createdAt.toISOString(),
    }))
}

function listEdits(seq: number): ResponseEdit[] {
  const { id, reason, before, after, createdAt, editorId } = responseEdits
  return database()
    .select({ id, reason, before, after, createdAt, editorId, editorName: user.name })
    .from(responseEdits)
    .leftJoin(user, eq(user.id, editorId))
    .where(eq(responseEdits.responseSeq, seq))
    .orderBy(desc(createdAt), desc(id))
    .all()
    .map(({ editorId, editorName, before, after, createdAt, ...edit }) => ({
      ...edit,
      editor: editorId === null ? null : { id: editorId, name: editorName ?? '' },
      before: parseAnswers(before),
      after: parseAnswers(after),
      createdAt: createdAt.toISOString(),
    }))
}
