import { z } from 'zod'
import type { Question } from '@/features/forms/definition/field.schema'
import { line } from '@/lib/text'
import type { tests } from '../words/filter'
import * as faults from '../words/filter-faults'

/** How an answer is looked at. */
export type TestName = keyof typeof tests

const LIMIT = 10

const Test = z.strictObject({
  key: z.string().regex(/^(@(submitted|tag|assignee|version)|[a-z][a-z0-9_]{0,39})$/, faults.question),
  is: z.enum(['equal', 'not_equal', 'contains', 'greater', 'less', 'answered', 'empty'], {
    error: faults.test,
  }),
  value: line(faults.theValue, { max: 200 }).optional(),
})
export type FilterTest = z.infer<typeof Test>

/**
 * A filter as it stands in an address: `colour:equal:red,age:greater:18,name:answered`. All of it must be true. A comma or a
 * percent sign within a value is written `%2C`, `%25`.
 */
export const Filter = z
  .string(faults.text)
  .max(3000, faults.long)
  .transform((text) => text.split(',').filter(Boolean).map(readTest))
  .pipe(z.array(Test).max(LIMIT, faults.manyParts(LIMIT)))

function readTest(part: string) {
  const [key = '', is = '', ...rest] = part.split(':')
  return { key, is, ...(rest.length > 0 && { value: decode(rest.join(':')) }) }
}

function decode(text: string): string {
  return text.replaceAll(/%(2C|25)/gi, (_, code: string) => (code === '25' ? '%' : ','))
}

/** The filter as text again; empty for none. */
export function writeFilter(filter: readonly FilterTest[]): string {
  return filter
    .map(({ key, is, value }) => [key, is, ...(value === undefined ? [] : [encode(value)])].join(':'))
    .join(',')
}

function encode(value: string): string {
  return value.replaceAll('%', '%25').replaceAll(',', '%2C')
}

const ways = {
  text: ['contains', 'equal', 'not_equal', 'answered', 'empty'],
  measure: ['equal', 'not_equal', 'greater', 'less', 'answered', 'empty'],
  option: ['equal', 'not_equal', 'answered', 'empty'],
  list: ['contains', 'answered', 'empty'],
  whole: ['answered', 'empty'],
} as const satisfies Record<string, readonly TestName[]>

const wayOf: Record<Question['kind'], keyof typeof ways> = {
  short_text: 'text',
  long_text: 'text',
  email: 'text',
  phone: 'text',
  link: 'text',
  hidden: 'text',
  number: 'measure',
  date: 'measure',
  time: 'measure',
  rating: 'measure',
  scale: 'measure',
  choice: 'option',
  dropdown: 'option',
  yes_no: 'option',
  consent: 'option',
  choices: 'list',
  ranking: 'list',
  matrix: 'whole',
  file: 'whole',
  signature: 'whole',
}

const factWays: Record<string, readonly TestName[]> = {
  '@submitted': ['greater', 'less'],
  '@tag': ['equal', 'not_equal'],
  '@assignee': ['equal', 'answered', 'empty'],
  '@version': ['equal'],
}

/** The tests that make sense for a question, the likeliest first. */
export function testsFor(question: Pick<Question, 'kind'>): readonly TestName[] {
  return ways[wayOf[question.kind]]
}

/** A test with its value as the answers have it: `kind` is null for a fact about the response. */
export type ReadyTest = { key: string; kind: Question['kind'] | null; is: TestName; value: string | number }

/** The filter made ready for the questions that the form has had, or the first sentence about what is wrong in it. */
export function readyFilter(
  filter: readonly FilterTest[],
  questions: readonly Question[],
): { tests: ReadyTest[]; fault: string | null } {
  const ready = filter.map((test) => readyTest(test, questions))
  return {
    tests: ready.flatMap((test) => (typeof test === 'string' ? [] : [test])),
    fault: ready.find((test) => typeof test === 'string') ?? null,
  }
}

/**
 * As much of a filter in an address as the form still knows, and a sentence for each part that it does not: a question that was
 * removed, an option that is gone, a test that there is not.
 */
export function fitFilter(
  text: string,
  questions: readonly Question[],
): { filter: string; left: { part: string; why: string }[] } {
  const kept: FilterTest[] = []
  const left: { part: string; why: string }[] = []
  for (const part of text.split(',').filter(Boolean)) {
    const read = Test.safeParse(readTest(part))
    const ready = read.success
      ? readyTest(read.data, questions)
      : (read.error.issues[0]?.message ?? faults.part)
    const why = kept.length === LIMIT ? faults.manyParts(LIMIT) : ready
    if (read.success && typeof why !== 'string') kept.push(read.data)
    else if (typeof why === 'string') left.push({ part: decode(part), why })
  }
  return { filter: writeFilter(kept), left }
}

function readyTest({ key, is, value }: FilterTest, questions: readonly Question[]): ReadyTest | string {
  const needsValue = is !== 'answered' && is !== 'empty'
  if (needsValue !== (value !== undefined && value !== ''))
    return needsValue ? faults.noValue(key) : faults.aValue(key)
  const fact = factWays[key]
  if (fact) return fact.includes(is) ? readyFact(key, is, value ?? '') : refuse(key, fact)
  const question = questions.find((one) => one.key === key)
  if (!question) return faults.noQuestion(key)
  const may = testsFor(question)
  if (!may.includes(is)) return refuse(key, may)
  if (needsValue && !isOption(question, value ?? '')) return faults.noOption(question.label, value ?? '')
  const stored = needsValue ? storedValue(question, value ?? '') : ''
  if (stored === null) return faults.impossible(question.label, value ?? '')
  return { key, kind: question.kind, is, value: stored }
}

function readyFact(key: string, is: TestName, value: string): ReadyTest | string {
  if (key === '@version') return /^\d{1,9}$/.test(value) ? fact(key, is, Number(value)) : faults.version
  if (key !== '@submitted') return fact(key, is, value)
  const time = Date.parse(value)
  return Number.isNaN(time) ? faults.time : fact(key, is, time)
}

function fact(key: string, is: TestName, value: string | number): ReadyTest {
  return { key, kind: null, is, value }
}

function refuse(key: string, may: readonly TestName[]): string {
  return faults.ways(key, may)
}

/** True where any value may be given, or it is one of the options. */
function isOption(question: Question, value: string): boolean {
  if (!('options' in question) || ('hasOther' in question && question.hasOther)) return true
  return question.options.some((option) => option.value === value)
}

/** Booleans are 1 and 0, as SQLite takes them out of JSON. */
function storedValue({ kind }: Question, value: string): string | number | null {
  if (kind === 'yes_no' || kind === 'consent') return value === 'true' ? 1 : value === 'false' ? 0 : null
  if (kind !== 'number' && kind !== 'rating' && kind !== 'scale') return value
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/**
 * A filter with one part more, as the form that adds one posts it (`by`, `is`, `value`) where no script does; null when the
 * address holds no such part.
 */
export function addToFilter(filter: string, search: URLSearchParams): string | null {
  const key = search.get('by')
  const parsed = Test.shape.is.safeParse(search.get('is'))
  if (key === null || !parsed.success) return null
  const needsValue = parsed.data !== 'answered' && parsed.data !== 'empty'
  const value = search.get('value') ?? ''
  const part = writeFilter([{ key, is: parsed.data, ...(needsValue && { value }) }])
  return filter === '' ? part : `${filter},${part}`
}
