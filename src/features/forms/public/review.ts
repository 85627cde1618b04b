import type { Answer } from '../definition/answer'
import { answerText } from '../definition/answer-text'
import { answersSchema } from '../definition/answers.schema'
import type { Definition } from '../definition/definition.schema'
import { isQuestion } from '../definition/is-question'
import { follow } from '../definition/logic'
import type { Words } from '../words/public'
import { shownAnswers } from './steps'

/** A line of the review: what was asked on which page, and what was answered, as a person reads it. */
export type ReviewLine = { key: string; page: number; label: string; text: string }

/** Every question that can be seen with these answers. What cannot be taken is shown as not answered. */
export function reviewOf(definition: Definition, given: Record<string, unknown>, words: Words): ReviewLine[] {
  const shown = shownAnswers(definition, given)
  const answers = new Map<string, Answer>(Object.entries(takenOf(definition, shown)))
  return follow(definition, shown).pages.flatMap(({ index, fields }) =>
    fields
      .filter(isQuestion)
      .filter(({ kind }) => kind !== 'hidden')
      .map((field) => {
        const answer = answers.get(field.key)
        const text = answer === undefined ? words.unanswered : answerText(field, answer, words)
        return { key: field.key, page: index, label: field.label, text }
      }),
  )
}

/** The answers that pass: each wrong one is taken out, until the rest fits together. */
function takenOf(definition: Definition, given: Record<string, unknown>): Record<string, Answer> {
  const parsed = answersSchema(definition).safeParse(given)
  if (parsed.success) return parsed.data
  const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])))
  const rest = Object.fromEntries(Object.entries(given).filter(([key]) => !wrong.has(key)))
  const known = answersSchema({ fields: definition.fields.map(optional) }).safeParse(rest)
  return known.data ?? {}
}

function optional(field: Definition['fields'][number]): Definition['fields'][number] {
  return 'requiredIf' in field || 'required' in field
    ? { ...field, required: undefined, requiredIf: undefined }
    : field
}
