import type { Condition, Test } from './condition.schema'
import type { Definition } from './definition.schema'
import type { Field } from './field.schema'
import { isQuestion } from './is-question'

/** A page that is visited: its place among all pages, the key of the break that begins it, and what it shows. */
export type Page = { index: number; key: string | null; title?: string | undefined; fields: Field[] }

/** What a form looks like with these answers. `shown` and `required` hold keys; `endsAfter` is a page's place. */
export type Followed = {
  shown: ReadonlySet<string>
  required: ReadonlySet<string>
  pages: Page[]
  endsAfter: number | null
}

/**
 * Follows a form's logic: pure, total, one pass from the first field to the last, since a condition looks back only. What
 * is not shown counts as empty, whatever was answered. The same in the browser, on the server and for a response of long ago.
 */
export function follow(definition: Definition, answers: object): Followed {
  const given = new Map(Object.entries(answers))
  const seen = new Map<string, unknown>()
  const isTrue = (condition: Condition | undefined) => condition !== undefined && holds(condition, seen)
  const shown = new Set<string>()
  const required = new Set<string>()
  const pages: Page[] = [{ index: 0, key: null, fields: [] }]
  let isSkipped = false
  let endsAfter: number | null = null
  let index = 0
  for (const field of definition.fields) {
    if (field.kind === 'page_break') {
      if (isTrue(field.endIf)) {
        endsAfter = index
        break
      }
      index += 1
      isSkipped = isTrue(field.skipIf)
      if (!isSkipped) pages.push({ index, key: field.key, title: field.title, fields: [] })
    } else if (
      !isSkipped &&
      (!('shownIf' in field) || field.shownIf === undefined || isTrue(field.shownIf))
    ) {
      shown.add(field.key)
      pages.at(-1)?.fields.push(field)
      if (isQuestion(field)) seen.set(field.key, given.get(field.key))
      if ('label' in field && field.kind !== 'hidden' && (field.required || isTrue(field.requiredIf)))
        required.add(field.key)
    }
  }
  return { shown, required, pages: withContent(pages), endsAfter }
}

/** A page on which nothing is to be seen is not visited; one page always is. */
function withContent(pages: Page[]): Page[] {
  const full = pages.filter(({ fields }) => fields.some(({ kind }) => kind !== 'hidden'))
  return full.length > 0 ? full : pages.slice(0, 1)
}

/** True when the condition holds for these answers; what has no entry is empty. */
export function holds({ join, tests }: Condition, answers: ReadonlyMap<string, unknown>): boolean {
  const isMet = (test: Test) => meets(test, answers.get(test.key))
  return join === 'and' ? tests.every(isMet) : tests.some(isMet)
}

function meets({ is, value }: Test, answer: unknown): boolean {
  switch (is) {
    case 'answered':
      return answer !== undefined
    case 'empty':
      return answer === undefined
    case 'equal':
      return isSame(answer, value)
    case 'not_equal':
      return !isSame(answer, value)
    case 'contains':
      return contains(answer, value)
    case 'greater':
      return compare(answer, value) > 0
    case 'less':
      return compare(answer, value) < 0
  }
}

/** Texts are the same whatever their case. */
function isSame(answer: unknown, value: unknown): boolean {
  if (typeof answer === 'string' && typeof value === 'string') return fold(answer) === fold(value)
  return answer !== undefined && answer === value
}

function contains(answer: unknown, value: unknown): boolean {
  if (typeof value !== 'string') return false
  if (typeof answer === 'string') return fold(answer).includes(fold(value))
  return Array.isArray(answer) && answer.some((item) => isSame(item, value))
}

/** NaN for what cannot be compared: then neither is greater. Dates and times sort as their texts do. */
function compare(answer: unknown, value: unknown): number {
  if (typeof answer === 'number' && typeof value === 'number') return answer - value
  if (typeof answer !== 'string' || typeof value !== 'string') return Number.NaN
  return answer < value ? -1 : Number(answer > value)
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
