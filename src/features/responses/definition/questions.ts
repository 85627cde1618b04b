import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Option, Question } from '@/features/forms/definition/field.schema'
import { isQuestion } from '@/features/forms/definition/is-question'

/**
 * Every question that any of a form's versions asks, by its key, as the newest version that has it words it, with the options
 * that only older ones had behind its own: somebody chose them. `newestFirst` are the definitions in that order; the questions
 * come as the newest asks them, those that are gone after them.
 */
export function questionsOf(newestFirst: readonly Definition[]): Question[] {
  const known = new Map<string, Question>()
  for (const field of newestFirst.flatMap(({ fields }) => fields)) {
    if (!isQuestion(field)) continue
    const newer = known.get(field.key)
    known.set(field.key, newer ? withOptionsOf(newer, field) : field)
  }
  return [...known.values()]
}

function withOptionsOf(newer: Question, older: Question): Question {
  if (newer.kind === 'matrix' && older.kind === 'matrix')
    return { ...newer, rows: join(newer.rows, older.rows), columns: join(newer.columns, older.columns) }
  if (!('options' in newer) || !('options' in older)) return newer
  return { ...newer, options: join(newer.options, older.options) }
}

function join(newer: readonly Option[], older: readonly Option[]): Option[] {
  const known = new Set(newer.map(({ value }) => value))
  return [...newer, ...older.filter(({ value }) => !known.has(value))]
}

/** The answers of a response: by the key of the question. */
export type AnswerMap = Readonly<Record<string, unknown>>

/** True when there is something to show. */
export function isAnswered(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return false
  return typeof answer !== 'object' || Object.keys(answer).length > 0
}
