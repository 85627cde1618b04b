import type { Question } from '@/features/forms/definition/field.schema'
import type { Actor } from '@/lib/actor'
import { BYTE_ORDER_MARK, csvLine, type CsvCell } from '@/lib/csv'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { answerWords } from './definition/answer-words'
import { loadForm, questionsOfForm } from './form-access.server'
import { toItem, type ResponseRow } from './response-rows.server'
import { scanResponses, type Place } from './response-scan.server'
import { readScope, type Scope } from './response-scope.server'
import type { ExportResponses } from './responses.schema'
import { columns } from './words/export'
import * as words from './words/status'

const BATCH = 200

export type ResponseExport = {
  /** For the file's name. */
  title: string
  type: string
  /** The file, the oldest response first, made while it is read: no more of it is in memory than one batch. */
  stream: ReadableStream<Uint8Array>
}

/**
 * A form's responses as a file: CSV for spreadsheet programs, with the labels of what was chosen, or JSON Lines with the answers
 * exactly as they were kept. Who takes a copy is written down. Throws `not_found`, `forbidden`, `bad_input`.
 */
export async function exportResponses(
  actor: Actor,
  formId: string,
  { format, ...which }: ExportResponses,
  now = new Date(),
): Promise<ResponseExport> {
  const { form, reader } = loadForm(actor, formId)
  const questions = questionsOfForm(form)
  const scope = readScope(form.seq, which, questions)
  transaction((tx) => {
    const entry = { actor: reader, subjectId: form.id, workspaceId: form.workspaceId }
    writeAudit(tx, { action: 'responses.exported', ...entry, details: { form: form.title, format } }, now)
  })
  const isCsv = format === 'csv'
  return {
    title: form.title,
    type: isCsv ? 'text/csv;charset=utf-8' : 'application/jsonl',
    stream: streamOf(
      scope,
      isCsv ? BYTE_ORDER_MARK + csvLine(headings(questions)) : '',
      isCsv ? (row) => csvLine(cellsOf(row, questions)) : (row) => `${JSON.stringify(toItem(row))}\n`,
    ),
  }
}

/** Each pull reads one batch: a reader who is slow makes the database wait, not the memory grow. */
function streamOf(
  scope: Scope,
  head: string,
  lineOf: (row: ResponseRow) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let from: Place | null = null
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        if (head !== '') controller.enqueue(encoder.encode(head))
      },
      pull: async (controller) => {
        let text = ''
        do {
          const found = scanResponses(scope, { from, most: 10 * BATCH, limit: BATCH, isOldestFirst: true })
          text = found.rows.map(lineOf).join('')
          from = found.next
          await Bun.sleep(0)
        } while (text === '' && from)
        if (text !== '') controller.enqueue(encoder.encode(text))
        if (!from) controller.close()
      },
    },
    { highWaterMark: 1 },
  )
}

/** Two questions with one label are told apart by their keys. */
function headings(questions: readonly Question[]): string[] {
  const labels: string[] = [...columns, ...questions.map(({ label }) => label)]
  const isDoubled = (label: string) => labels.filter((other) => other === label).length > 1
  return [...columns, ...questions.map(({ label, key }) => (isDoubled(label) ? `${label} (${key})` : label))]
}

function cellsOf(row: ResponseRow, questions: readonly Question[]): CsvCell[] {
  return [
    row.id,
    new Date(row.submittedAt).toISOString(),
    row.quarantined ? words.inQuarantine : words.statuses[row.status],
    row.assignee?.name ?? '',
    row.tags.join('; '),
    row.formVersion,
    ...questions.map((question) => {
      const answer = row.answers[question.key]
      return typeof answer === 'number' ? answer : answerWords(question, answer)
    }),
  ]
}
