import type { Condition, Test } from './condition.schema'
import type { Field, Question } from './field.schema'
import { answerWords } from '../words/answers'
import * as words from '../words/definition-faults'
import { isQuestion } from './is-question'
import { questionSchema } from './question-schema'

/** What is wrong in a list of fields, and where. */
export type Fault = { path: (string | number)[]; message: string }

/** What holds between fields, or between two limits of one: no schema of a single field can tell. */
export function findFaults(fields: readonly Field[]): Fault[] {
  const earlier = new Map<string, Question>()
  const known = new Set(fields.map(({ key }) => key))
  const seen = new Set<string>()
  return fields.flatMap((field, index) => {
    const faults = [
      ...(seen.has(field.key) ? [doubled(field.key)] : []),
      ...conditionsOf(field).flatMap(([name, condition]) =>
        condition.tests.flatMap((test, place) => {
          const message = faultOf(test, field, earlier, known)
          return message ? [{ path: [name, 'tests', place], message }] : []
        }),
      ),
      ...limitFaults(field),
    ]
    seen.add(field.key)
    if (isQuestion(field)) earlier.set(field.key, field)
    return faults.map(({ path, message }) => ({ path: ['fields', index, ...path], message }))
  })
}

function doubled(key: string): Fault {
  return { path: ['key'], message: words.doubledKey(key) }
}

/** The conditions of a field by the name that they stand under. */
export function conditionsOf(field: Field): [name: string, condition: Condition][] {
  const found: [string, Condition | undefined][] =
    field.kind === 'page_break'
      ? [
          ['skipIf', field.skipIf],
          ['endIf', field.endIf],
        ]
      : [
          ['shownIf', 'shownIf' in field ? field.shownIf : undefined],
          ['requiredIf', 'requiredIf' in field ? field.requiredIf : undefined],
        ]
  return found.flatMap(([name, condition]) => (condition ? [[name, condition]] : []))
}

/** A condition looks back only, so that no answer can depend on itself, whichever way round. */
function faultOf(
  test: Test,
  field: Field,
  earlier: ReadonlyMap<string, Question>,
  known: ReadonlySet<string>,
): string | null {
  const asked = earlier.get(test.key)
  if (asked) return valueFault(test, asked)
  if (test.key === field.key) return words.asksItself(field.key)
  if (!known.has(test.key)) return words.noSuchKey(test.key)
  return words.notBefore(test.key, field.key)
}

const numbers: readonly string[] = ['number', 'rating', 'scale']
const ordered: readonly string[] = [...numbers, 'date', 'time']
const booleans: readonly string[] = ['yes_no', 'consent']
const lists: readonly string[] = ['choices', 'ranking']
const wholes: readonly string[] = ['matrix', 'file', 'signature']
const texts: readonly string[] = ['short_text', 'long_text', 'email', 'phone', 'link', 'hidden']

function valueFault({ is, value }: Test, asked: Question): string | null {
  if (value === undefined) return null
  const { label } = asked
  if (wholes.includes(asked.kind)) return words.onlyAnswered(label)
  if ((is === 'greater' || is === 'less') && !ordered.includes(asked.kind)) return words.unordered(label)
  if (is === 'contains' && !lists.includes(asked.kind) && !texts.includes(asked.kind))
    return words.containsNothing(label)
  if (is !== 'contains' && lists.includes(asked.kind)) return words.isList(label)
  const wanted = numbers.includes(asked.kind)
    ? 'number'
    : booleans.includes(asked.kind)
      ? 'boolean'
      : 'string'
  if (typeof value !== wanted) return words.otherKind(label, wanted)
  return isPossible(asked, value) ? null : words.noSuchOption(label, String(value))
}

function isPossible(asked: Question, value: string | number | boolean): boolean {
  if (!('options' in asked) || ('hasOther' in asked && asked.hasOther)) return true
  return asked.options.some((option) => option.value === value)
}

/** Pairs of a least and a greatest value, by the names that they have in the kinds of field. */
const pairs = [
  ['min', 'max'],
  ['minLength', 'maxLength'],
  ['minChoices', 'maxChoices'],
] as const

function limitFaults(field: Field): Fault[] {
  const limits: Record<string, unknown> = field
  const crossed = pairs.flatMap(([least, most]) =>
    isGreater(limits[least], limits[most]) ? [{ path: [least], message: words.crossedLimits }] : [],
  )
  return [...crossed, ...presetFaults(field)]
}

function isGreater(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one > other
  return typeof one === 'string' && typeof other === 'string' && one > other
}

/** Whoever touches nothing sends the default: the question has to take it. */
function presetFaults(field: Field): Fault[] {
  if (!isQuestion(field) || !('default' in field)) return []
  const preset: unknown = field.default
  if (preset === undefined || preset === '' || (Array.isArray(preset) && preset.length === 0)) return []
  if (!isOffered(field, preset)) return [{ path: ['default'], message: words.defaultNoOption }]
  const [issue] = questionSchema(field, answerWords.en).safeParse(preset).error?.issues ?? []
  return issue ? [{ path: ['default'], message: words.defaultRefused(issue.message) }] : []
}

function isOffered(question: Question, preset: unknown): boolean {
  if (!('options' in question)) return true
  return [preset].flat().every((value) => question.options.some((option) => option.value === value))
}
