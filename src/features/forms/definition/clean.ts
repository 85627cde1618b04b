import type { Definition } from './definition.schema'
import type { Question } from './field.schema'
import { isQuestion } from './is-question'

// What makes the text after it run the other way, and what a reader cannot see: it could only disguise something.
const turns = /[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/gu
// oxlint-disable-next-line no-control-regex -- these are the characters that are left out
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF]/g
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u

/** Text as it is kept: no control characters, no turns of direction, no halves of characters; new lines are `\n`. */
export function cleanText(value: string): string {
  const text = value.toWellFormed().replace(/\r\n?/g, '\n').replace(turns, '').replace(controls, '').trim()
  return visible.test(text) ? text : ''
}

/** The same in one line. */
export function cleanLine(value: string): string {
  return cleanText(value.replace(/[\t\r\n]+/g, ' '))
}

/**
 * What was sent, with clean texts and without what is empty, so that a form and JSON come to the same. What is of a wrong
 * kind, or belongs to no question, is kept as it is: the schema refuses it.
 */
export function cleanAnswers(definition: Definition, raw: object): Map<string, unknown> {
  const questions = new Map(definition.fields.filter(isQuestion).map((field) => [field.key, field]))
  const cleaned = new Map<string, unknown>()
  for (const [key, value] of Object.entries(raw)) {
    const question = questions.get(key)
    const clean = question ? cleanAnswer(question, value) : value
    if (!question || !isEmpty(clean)) cleaned.set(key, clean)
  }
  return cleaned
}

function cleanAnswer(question: Question, value: unknown): unknown {
  if (typeof value === 'string') return question.kind === 'long_text' ? cleanText(value) : cleanLine(value)
  if (Array.isArray(value)) return value.map((item: unknown) => cleanItem(item))
  if (question.kind === 'consent' && value === false) return undefined
  return question.kind === 'signature' ? cleanItem(value) : value
}

/** Within a list or a signature: a name of a file and a typed name are lines, too. */
function cleanItem(item: unknown): unknown {
  if (typeof item === 'string') return cleanLine(item)
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
  if (!('name' in item) || typeof item.name !== 'string') return item
  return { ...item, name: cleanLine(item.name) }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
