import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import { isQuestion } from '@/features/forms/definition/is-question'

/**
 * Every question that any of a form's versions asks, by its key, as the newest version that has it words it. `newestFirst`
 * are the definitions in that order; the questions come as the newest asks them, those that are gone after them.
 */
export function questionsOf(newestFirst: readonly Definition[]): Question[] {
  const known = new Map<string, Question>()
  for (const { fields } of newestFirst) {
    for (const field of fields) if (isQuestion(field) && !known.has(field.key)) known.set(field.key, field)
  }
  return [...known.values()]
}

/** The answers of a response: by the key of the question. */
export type AnswerMap = Readonly<Record<string, unknown>>

/** True when there is something to show. */
export function isAnswered(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return false
  return typeof answer !== 'object' || Object.keys(answer).length > 0
}
