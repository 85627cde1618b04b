import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import { isQuestion } from '@/features/forms/definition/is-question'
import { follow } from '@/features/forms/definition/logic'
import { readForm } from '@/features/forms/definition/read-form'
import { isAnswered } from './definition/questions'

/** What a member can change of a response: not its files and signatures, which are the respondent's own. */
export function editableQuestions({ fields }: Definition): Question[] {
  return fields.filter(isQuestion).filter(({ kind }) => kind !== 'file' && kind !== 'signature')
}

/** Answers as the controls of a form hold them: by name, the texts that they post. */
export function controlValues(
  definition: Definition,
  answers: Record<string, unknown>,
): Record<string, string[]> {
  return Object.fromEntries(
    editableQuestions(definition)
      .filter(({ key }) => isAnswered(answers[key]))
      .flatMap((question) => valuesOf(question, answers[question.key])),
  )
}

function valuesOf(question: Question, answer: unknown): [string, string[]][] {
  const { key } = question
  if (typeof answer === 'boolean') return [[key, [answer ? 'yes' : 'no']]]
  if (question.kind === 'matrix' && typeof answer === 'object' && answer !== null)
    return Object.entries(answer).map(([row, column]) => [`${key}.${row}`, [String(column)]])
  const given = [answer].flat().map(String)
  if (!('hasOther' in question) || !question.hasOther) return [[key, given]]
  const isOption = (value: string) => question.options.some((option) => option.value === value)
  const others = given.filter((value) => !isOption(value))
  if (others.length === 0) return [[key, given]]
  return [
    [key, [...given.filter(isOption), '_other']],
    [`${key}.other`, others],
  ]
}

/** The answers in a posted form; those that the logic no longer asks for are left out. */
export function readAnswers(definition: Definition, form: FormData): Record<string, unknown> {
  const { answers } = readForm(definition, form)
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => isAnswered(answer)))
  const { shown } = follow(definition, given)
  return Object.fromEntries(Object.entries(given).filter(([key]) => shown.has(key)))
}
