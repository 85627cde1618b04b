import { TestKind, type Test } from '../definition/condition.schema'
import type { Question } from '../definition/field.schema'
import * as words from '../words/conditions'

const kinds: { of: readonly Question['kind'][]; tests: readonly TestKind[] }[] = [
  { of: ['matrix', 'file', 'signature'], tests: ['answered', 'empty'] },
  { of: ['choices', 'ranking'], tests: ['contains', 'answered', 'empty'] },
  {
    of: ['number', 'rating', 'scale', 'date', 'time'],
    tests: ['equal', 'not_equal', 'greater', 'less', 'answered', 'empty'],
  },
  { of: ['choice', 'dropdown', 'yes_no', 'consent'], tests: ['equal', 'not_equal', 'answered', 'empty'] },
]

const ofText: readonly TestKind[] = ['equal', 'not_equal', 'contains', 'answered', 'empty']

const testsOf = (question: Question | undefined): readonly TestKind[] =>
  kinds.find(({ of }) => question !== undefined && of.includes(question.kind))?.tests ?? ofText

/** How an answer to a question can be looked at, in words. */
export function testsFor(question: Question | undefined): { value: TestKind; label: string }[] {
  return testsOf(question).map((value) => ({ value, label: words.tests[value] }))
}

/** What an answer can be compared with, where that is a choice; empty where it is typed. */
export function valueChoices(question: Question | undefined): { value: string; label: string }[] {
  if (question === undefined) return []
  if ('options' in question) return question.options
  if (question.kind === 'yes_no' || question.kind === 'consent')
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ]
  return []
}

/** The first thing one would ask about an answer. */
export function firstTest(question: Question): Test {
  const [is = 'answered'] = testsOf(question)
  return writeValue(question, is, valueChoices(question)[0]?.value ?? '')
}

/** The value of a test as it stands in a control. */
export function readValue({ value }: Test): string {
  return value === undefined ? '' : String(value)
}

/** A test with a value of the kind that the question's answers have. */
export function writeValue(question: Question | undefined, is: string, typed: string): Test {
  const kind = TestKind.catch('answered').parse(is)
  const key = question?.key ?? ''
  if (kind === 'answered' || kind === 'empty') return { key, is: kind }
  return { key, is: kind, value: valueOf(question, typed) }
}

function valueOf(question: Question | undefined, typed: string): string | number | boolean {
  if (question?.kind === 'yes_no' || question?.kind === 'consent') return typed !== 'false'
  const isFigure = question && ['number', 'rating', 'scale'].includes(question.kind)
  if (isFigure) return Number.isFinite(Number(typed)) ? Number(typed) : 0
  return typed
}
