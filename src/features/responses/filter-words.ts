import { fullDateOr } from '@/lib/time'
import type { Question } from '@/features/forms/definition/field.schema'
import { labelOf } from './definition/answer-words'
import type { FilterTest, TestName } from './definition/filter'
import * as words from './words/filter'

export type Person = { id: string; name: string }

/** A part of a filter as a person says it: “Colour is Red”. */
export function filterWords(
  { key, is, value = '' }: FilterTest,
  questions: readonly Question[],
  people: readonly Person[],
): string {
  const question = questions.find((one) => one.key === key)
  const subject = question?.label ?? factWords(key)
  const object = question
    ? valueWords(question, value)
    : (people.find(({ id }) => id === value)?.name ?? fullDateOr(value))
  return [subject, testWords(is, question), object].filter(Boolean).join(' ')
}

function factWords(key: string): string {
  return Object.entries(words.facts).find(([name]) => name === key)?.[1] ?? key
}

function valueWords(question: Question, value: string): string {
  if (question.kind === 'yes_no' || question.kind === 'consent')
    return value === 'true' ? words.yes : words.no
  return question.kind === 'date' ? fullDateOr(value) : labelOf(question, value)
}

/** Dates and times are not more or less. */
export function testWords(is: TestName, question: Pick<Question, 'kind'> | undefined): string {
  const isOfTime = question === undefined || question.kind === 'date' || question.kind === 'time'
  if (isOfTime && is === 'greater') return words.isAfter
  return isOfTime && is === 'less' ? words.isBefore : words.tests[is]
}

/** What a question's values are chosen from; null where they are typed. */
export function valueOptions(question: Question): { value: string; label: string }[] | null {
  if (question.kind === 'yes_no' || question.kind === 'consent')
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ]
  return 'options' in question ? question.options : null
}

/** How a value is typed. */
export function valueType(question: Question | undefined): 'date' | 'time' | 'number' | 'text' {
  if (question === undefined || question.kind === 'date') return 'date'
  if (question.kind === 'time') return 'time'
  return question.kind === 'number' || question.kind === 'rating' || question.kind === 'scale'
    ? 'number'
    : 'text'
}
