import { and, eq, sql } from 'drizzle-orm'
import type { Answers } from '@/features/forms/definition/answer'
import { answerWords } from '@/features/forms/definition/answer-words'
import type { Definition } from '@/features/forms/definition/definition.schema'
import { findDefinition } from '@/features/forms/form-versions.server'
import { checkLink, useLink } from '@/features/forms/links/link-use.server'
import type { PublicForm } from '@/features/forms/public-form.server'
import { database, prepared, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { firstRow } from '@/lib/server/first-row'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { countTry } from '@/lib/server/limits/limits'
import { addressKey } from '@/lib/server/listen/client'
import { responses } from '@/lib/server/schema/responses'
import { transactTogether } from '@/lib/server/transact-together'
import { checkSent } from './check-sent.server'
import type { Outcome } from './definition/outcome'
import { useQuota } from '@/features/forms/quota.server'
import { readFormToken } from './form-token.server'
import { askForWork, checkProof, useProof } from './proof-of-work.server'
import { emailOf } from './email-of.server'
import { keepFiles, type HeldFile } from './held-files.server'
import { insertRow } from './insert-response.server'
import { searchTextOf } from './search-text-of.server'
import { suspect } from './suspicion.server'
import { addVisit } from '@/features/forms/visits.server'
import * as faults from './words/faults'

/** What a visitor sends. Nothing of it was checked before. */
export type Sent = {
  /** The version that was answered; the published one when left out. */
  version?: number | undefined
  answers: unknown
  /** The files that came along, by the key of their question. */
  files?: Readonly<Record<string, HeldFile[]>>
  /** The token of a personal link, where the form asks for one. */
  link?: string | undefined
  /** Makes however many tries one response. */
  key: string
  token: string
  proof: string
  /** The field that nobody sees. */
  trap: string
  /** Counted by the limits, and stored where the form says so. */
  address: string
}

/**
 * Takes a visitor's answers, durably, or says why not. One key makes one response; the last place goes once, and so does a personal link; what looks like a
 * program's waits in quarantine, and is answered as everything else. Throws `bad_input` for a key that is none.
 */
export async function takeResponse(form: PublicForm, sent: Sent, now = new Date()): Promise<Outcome> {
  if (!/^[\w-]{8,64}$/.test(sent.key)) throw new AppError('bad_input', faults.key)
  const known = findByKey(form, sent.key)
  if (known) return { outcome: 'taken', id: known, isNew: false }
  const state = stateOf(form, now)
  if (state !== 'open') return { outcome: state }
  const link = checkLink(form, sent.link ?? '')
  if (!link.isGood) return { outcome: link.state }
  const number = sent.version ?? form.number
  const definition = number === form.number ? form.definition : findDefinition(form, number)
  if (!definition) return { outcome: 'gone' }
  const words = answerWords[form.settings.language]
  const checked = checkSent(definition, sent, words)
  if (checked.issues.length > 0) return { outcome: 'refused', issues: checked.issues }
  const needsProof = isWorkNeeded(form, sent)
  const proof = needsProof ? await checkProof(form.id, sent.proof) : null
  if (needsProof && !proof) return { outcome: 'challenged', challenge: await askForWork(form.id, now) }
  const taken = await transactTogether((tx) => {
    const isUsed = proof !== null && !useProof(tx, proof, now)
    const outcome = isUsed ? 'used' : insert(tx, form, { sent, definition, number, ...checked, now })
    return outcome
  })
  return taken === 'used' ? { outcome: 'challenged', challenge: await askForWork(form.id, now) } : taken
}

/** Whether a form takes answers at this moment. */
export function stateOf({ isOpen, settings }: PublicForm, now: Date): 'open' | 'not_open' | 'closed' {
  if (!isOpen) return 'closed'
  if (settings.opensAt !== undefined && now < new Date(settings.opensAt)) return 'not_open'
  return settings.closesAt !== undefined && now >= new Date(settings.closesAt) ? 'closed' : 'open'
}

/** True when every place is taken. */
export function isFull({ seq, settings }: PublicForm, tx?: Transaction): boolean {
  const { places } = settings
  if (places === undefined) return false
  const row = firstRow<{ count: number }>(
    tx ?? database(),
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM responses
    WHERE form_seq = ${seq} AND quarantined_at IS NULL AND status <> 'spam' LIMIT ${places})`,
  )
  return (row?.count ?? 0) >= places
}

type Checked = {
  sent: Sent
  definition: Definition
  number: number
  answers: Answers
  files: HeldFile[]
  now: Date
}

function insert(tx: Transaction, form: PublicForm, checked: Checked): Outcome {
  const { sent, definition, number, answers, files, now } = checked
  const known = findByKey(form, sent.key)
  if (known) return { outcome: 'taken', id: known, isNew: false }
  const link = checkLink(form, sent.link ?? '', tx)
  if (!link.isGood) return { outcome: link.state }
  if (isFull(form, tx)) return { outcome: 'full' }
  const stored = JSON.stringify(answers)
  if (!useQuota(tx, form.seq, sizeOf(stored, files), now)) return { outcome: 'enough' }
  const openedAt = readFormToken(form.id, sent.token, now)
  const text = searchTextOf(answers)
  const reason = suspect(tx, { trap: sent.trap, openedAt, text, formSeq: form.seq, now })
  const id = Bun.randomUUIDv7()
  const email = emailOf(definition, answers)
  const seq = insertRow(tx, {
    id,
    formSeq: form.seq,
    versionNumber: number,
    quarantinedAt: reason && now.getTime(),
    quarantineReason: reason,
    answers: stored,
    searchText: text,
    respondentEmail: email,
    address: form.settings.keepAddress ? sent.address : null,
    idempotencyKey: sent.key,
    startedAt: openedAt?.getTime() ?? null,
    now,
  })
  if (link.seq !== null) useLink(tx, form, { seq: link.seq, responseId: id, now })
  keepFiles(tx, seq, files)
  if (!reason) follow(tx, form, { id, hasEmail: email !== null, now })
  return { outcome: 'taken', id, isNew: true }
}

/** What comes after a response that counts. */
function follow(
  tx: Transaction,
  { seq, settings }: PublicForm,
  { id, hasEmail, now }: { id: string; hasEmail: boolean; now: Date },
): void {
  addVisit(tx, seq, 'completions', now)
  if (settings.notify.how === 'at_once')
    enqueueJob(tx, { kind: 'tell_of_response', payload: { responseId: id } }, now)
  if (settings.receipt && hasEmail) enqueueJob(tx, { kind: 'send_receipt', payload: { responseId: id } }, now)
}

/** What a response takes of the disk, about: its answers, which are searched too, and its files. */
function sizeOf(stored: string, files: readonly HeldFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 2 * stored.length)
}

function findByKey(form: PublicForm, key: string): string | undefined {
  return selectByKey().get({ formSeq: form.seq, key })?.id
}

const selectByKey = prepared((db) =>
  db
    .select({ id: responses.id })
    .from(responses)
    .where(
      and(
        eq(responses.formSeq, sql.placeholder('formSeq')),
        eq(responses.idempotencyKey, sql.placeholder('key')),
      ),
    )
    .prepare(),
)

function isWorkNeeded({ id, settings }: PublicForm, { address }: Sent): boolean {
  const counted = countTry('public', `${id}:${addressKey(address)}`)
  return settings.proofOfWork === 'always' || (counted !== null && !counted.standing.allowed)
}
