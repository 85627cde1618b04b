import type { Question } from '@/features/forms/definition/field.schema'
import { fullDateOr } from '@/lib/time'
import { isAnswered } from './questions'

/** An answer as a person reads it in one line: labels in place of values, nothing for what was not answered. */
export function answerWords(question: Question, answer: unknown): string {
  if (!isAnswered(answer)) return ''
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No'
  if (question.kind === 'matrix') return matrixWords(question, answer)
  if (question.kind === 'signature') return signatureWords(answer)
  if (Array.isArray(answer)) return listWords(question, answer)
  return labelOf(question, answer)
}

/** The same with a date as the reader writes it: for pages. Exports and mails keep what was answered. */
export function shownAnswer(question: Question, answer: unknown): string {
  const words = answerWords(question, answer)
  return question.kind === 'date' ? fullDateOr(words) : words
}

/** The label of a chosen value; what is no option, such as an answer of one's own, is shown as it is. */
export function labelOf(question: Question, value: unknown): string {
  const options = 'options' in question ? question.options : []
  return (
    options.find((option) => option.value === value)?.label ??
    (typeof value === 'object' ? '' : String(value))
  )
}

function listWords(question: Question, list: unknown[]): string {
  if (question.kind === 'ranking')
    return list.map((value, place) => `${place + 1}. ${labelOf(question, value)}`).join('; ')
  return list.map((entry) => (isObject(entry) ? fileName(entry) : labelOf(question, entry))).join('; ')
}

function fileName(file: object): string {
  const name: unknown = Reflect.get(file, 'name')
  return typeof name === 'string' ? name : 'a file'
}

/** The rows of a matrix that were answered, with the labels of what was chosen. */
export function matrixRows(question: Extract<Question, { kind: 'matrix' }>, answer: unknown) {
  const chosen = isObject(answer) ? answer : {}
  return question.rows.flatMap((row) => {
    const value: unknown = Reflect.get(chosen, row.value)
    const column = question.columns.find((one) => one.value === value)
    return column ? [{ label: row.label, value: column.label }] : []
  })
}

function matrixWords(question: Extract<Question, { kind: 'matrix' }>, answer: unknown): string {
  return matrixRows(question, answer)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('; ')
}

function signatureWords(answer: unknown): string {
  const typed: unknown = isObject(answer) ? Reflect.get(answer, 'name') : undefined
  return typeof typed === 'string' && typed !== '' ? typed : 'Signed'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
