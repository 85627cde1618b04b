import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { isQuestion } from '@/features/forms/definition/is-question'
import type { Question } from '@/features/forms/definition/field.schema'
import { queueMail } from '@/features/mails/mails.server'
import type { JobRun } from '@/lib/feature'
import { firstRow } from '@/lib/server/first-row'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { countTry } from '@/lib/server/limits/limits'
import { findSetting, setSetting } from '@/lib/server/settings'
import { answerWords } from './definition/answer-words'
import { isAnswered } from './definition/questions'
import { definitionOf } from './form-access.server'
import { parseAnswers } from './response-rows.server'

const Payload = z.object({ responseId: z.string() })

const Settings = z.object({
  notify: z
    .object({
      accountIds: z.array(z.string()).catch([]),
      emails: z.array(z.string()).catch([]),
      how: z.enum(['at_once', 'daily', 'never']),
    })
    .catch({ accountIds: [], emails: [], how: 'never' }),
  receipt: z.boolean().catch(false),
})

type Told = {
  id: string
  answers: string
  email: string | null
  versionNumber: number
  submittedAt: number
  formSeq: number
  formId: string
  title: string
  workspaceId: string
  settings: string
}

/** A response that counts, with its form; undefined for what is gone, quarantined or spam. */
function findTold(id: string): Told | undefined {
  return firstRow<Told>(
    database(),
    sql`SELECT r.id, r.answers, r.respondent_email AS email, r.version_number AS versionNumber,
    r.submitted_at AS submittedAt, f.seq AS formSeq, f.id AS formId, f.title, f.workspace_id AS workspaceId, f.settings
    FROM responses r JOIN forms f ON f.seq = r.form_seq
    WHERE r.id = ${id} AND r.quarantined_at IS NULL AND r.status <> 'spam'`,
  )
}

/**
 * Tells of one response whoever the form's settings name, once each, however often the job runs. Other ways of telling than
 * mail are called from here.
 */
export async function tellOfResponse(payload: unknown, { now }: JobRun): Promise<void> {
  const told = findTold(Payload.parse(payload).responseId)
  if (!told) return
  const { notify } = Settings.parse(JSON.parse(told.settings))
  if (notify.how !== 'at_once') return
  const facts = factsOf(told, () => true)
  transaction((tx) => {
    for (const { recipient, accountId } of recipientsOf(told.workspaceId, notify)) {
      if (isQueued(tx, 'response', told.id, recipient)) continue
      const about = { form: told.title, path: `/responses/${told.id}`, facts, responseId: told.id }
      const mail = { kind: 'response', recipient, workspaceId: told.workspaceId, ...about } as const
      queueMail(
        tx,
        {
          ...mail,
          ...(accountId !== null && { accountId }),
          ...(told.email !== null && { replyTo: told.email }),
        },
        now,
      )
    }
  })
}

/** What a stranger may cause to be sent to whatever address they type: choices and figures, none of their own words. */
const safeKinds: readonly string[] = [
  'choice',
  'choices',
  'dropdown',
  'yes_no',
  'rating',
  'scale',
  'date',
  'time',
  'number',
]

/** One message a response to the address that the form asked for, a few an hour to an address. */
export async function sendReceipt(payload: unknown, { now }: JobRun): Promise<void> {
  const told = findTold(Payload.parse(payload).responseId)
  if (!told?.email || !Settings.parse(JSON.parse(told.settings)).receipt) return
  const recipient = told.email.toLowerCase()
  const facts = factsOf(
    told,
    (question, answer) => safeKinds.includes(question.kind) && isOffered(question, answer),
  )
  transaction((tx) => {
    if (isQueued(tx, 'response_receipt', told.id, recipient)) return
    if (countTry('mail', `receipt:${recipient}`, now.getTime())?.standing.allowed === false) return
    const about = { form: told.title, facts, responseId: told.id }
    queueMail(tx, { kind: 'response_receipt', recipient, workspaceId: told.workspaceId, ...about }, now)
  })
}

/** An answer of one's own beside the options is a text of a stranger's. */
function isOffered(question: Question, answer: unknown): boolean {
  if (!('options' in question)) return true
  return [answer].flat().every((value) => question.options.some((option) => option.value === value))
}

const MOST_FACTS = 60
const MOST_LETTERS = 1000

function factsOf(told: Told, isShown: (question: Question, answer: unknown) => boolean) {
  const answers = parseAnswers(told.answers)
  const { fields } = definitionOf({ seq: told.formSeq, id: told.formId }, told.versionNumber)
  return fields
    .filter(isQuestion)
    .filter((question) => isAnswered(answers[question.key]) && isShown(question, answers[question.key]))
    .slice(0, MOST_FACTS)
    .map((question) => ({ label: question.label, value: cut(answerWords(question, answers[question.key])) }))
}

function cut(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS).toWellFormed()}…` : text
}

type Recipient = { recipient: string; accountId: string | null }

/** Members of the workspace by their accounts, and whoever else the form names, each once. */
function recipientsOf(workspaceId: string, notify: z.infer<typeof Settings>['notify']): Recipient[] {
  const members = database().all<Recipient>(sql`SELECT user.email AS recipient, user.id AS accountId FROM user
    JOIN member ON member.user_id = user.id WHERE member.organization_id = ${workspaceId}
    AND user.id IN (SELECT value FROM json_each(${JSON.stringify(notify.accountIds)}))`)
  const known = new Set(members.map(({ recipient }) => recipient.toLowerCase()))
  const others = [...new Set(notify.emails.map((email) => email.toLowerCase()))].filter(
    (email) => !known.has(email),
  )
  return [...members, ...others.map((recipient) => ({ recipient, accountId: null }))]
}

function isQueued(
  tx: Transaction,
  kind: 'response' | 'response_receipt',
  responseId: string,
  recipient: string,
): boolean {
  return (
    tx.all(sql`SELECT 1 FROM mails WHERE kind = ${kind} AND recipient = ${recipient}
      AND json_extract(data, '$.responseId') = ${responseId} LIMIT 1`).length > 0
  )
}

const DAY = 86_400_000

/** Tells of what came since the last digest, and at most of a week: one message a form and recipient. */
export async function sendDigests(_payload: unknown, { now }: JobRun): Promise<void> {
  transaction((tx) => {
    const last = findSetting('responses_digest_at')
    const since = Math.max(last ? Date.parse(last) : now.getTime() - DAY, now.getTime() - 7 * DAY)
    for (const form of formsWithDigest(tx)) digest(tx, form, since, now)
    setSetting(tx, 'responses_digest_at', now.toISOString())
  })
}

type DigestForm = { seq: number; id: string; title: string; workspaceId: string; settings: string }

function formsWithDigest(tx: Transaction): DigestForm[] {
  return tx.all<DigestForm>(sql`SELECT seq, id, title, workspace_id AS workspaceId, settings FROM forms
    WHERE trashed_at IS NULL AND json_extract(settings, '$.notify.how') = 'daily'`)
}

function digest(tx: Transaction, form: DigestForm, since: number, now: Date): void {
  const found = firstRow<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM responses
    WHERE form_seq = ${form.seq} AND quarantined_at IS NULL AND status <> 'spam'
    AND submitted_at >= ${since} AND submitted_at < ${now.getTime()}`,
  )
  const count = found?.count ?? 0
  if (count === 0) return
  const { notify } = Settings.parse(JSON.parse(form.settings))
  for (const { recipient, accountId } of recipientsOf(form.workspaceId, notify)) {
    const about = { form: form.title, path: `/forms/${form.id}/responses`, count, facts: [] }
    const mail = { kind: 'response_digest', recipient, workspaceId: form.workspaceId, ...about } as const
    queueMail(tx, { ...mail, ...(accountId !== null && { accountId }) }, now)
  }
}
