import { shortSize } from '@/lib/size'
import type { Change } from './changes'
import type { Condition } from './condition.schema'
import { conditionText } from './condition-text'
import type { Definition } from './definition.schema'
import type { Field, FieldKind, Option } from './field.schema'
import { kindWords, nameOf } from './kind-words'
import { optionChanges } from './option-changes'

type Both = { before: Definition; after: Definition }

/** What became different in one field, a sentence for each property. */
export function fieldChanges(earlier: Field, field: Field, both: Both): Change[] {
  const name = nameOf(field)
  if (earlier.kind !== field.kind) return [kindChange(name, earlier.kind, field.kind)]
  const properties = Object.keys({ ...earlier, ...field }).filter((property) => !fixed.has(property))
  return properties.flatMap((property) => {
    const [old, now] = [valueOf(earlier, property), valueOf(field, property)]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    const change = propertyChanges(property, old, now, both)
    return change.map((one) => ({ name, ...one }))
  })
}

const fixed: ReadonlySet<string> = new Set(['key', 'kind'])

function kindChange(name: string, from: FieldKind, to: FieldKind): Change {
  return {
    name,
    text: `is “${kindWords[to]}” now, was “${kindWords[from]}”.`,
    warning: 'Earlier answers are of another kind: they are kept, but cannot be compared with new ones.',
  }
}

type Told = Omit<Change, 'name'>

function propertyChanges(property: string, old: unknown, now: unknown, both: Both): Told[] {
  if (property in optionWords)
    return optionChanges(optionWords[property] ?? '', asOptions(old), asOptions(now))
  if (property in conditionWords) return [{ text: conditionChange(property, now, both) }]
  if (property === 'required')
    return [{ text: now === true ? 'must be answered now.' : 'may be left empty now.' }]
  if (property === 'label' || property === 'title') return [{ text: `was called “${wordOf(old)}” before.` }]
  if (property === 'steps')
    return [
      {
        text: `has ${wordOf(now)} steps now, had ${wordOf(old)}.`,
        warning: 'Earlier ratings had another number of steps: averages cannot be compared.',
      },
    ]
  const label = propertyWords[property] ?? property
  const said = (value: unknown) => (property === 'maxBytes' ? sizeOf(value) : wordOf(value))
  if (longTexts.has(property)) return [{ text: `${label} changed.` }]
  if (old === undefined) return [{ text: `${label} is new: ${said(now)}.` }]
  if (now === undefined) return [{ text: `${label} is taken away; it was ${said(old)}.` }]
  return [{ text: `${label} is ${said(now)} now, was ${said(old)}.` }]
}

/** What each property is called; those with a sentence of their own are named where it is made. */
export const propertyWords: Record<string, string> = {
  help: 'the help',
  placeholder: 'the placeholder',
  text: 'the text',
  alt: 'the description of the picture',
  pictureId: 'the picture',
  decorative: 'being there for decoration alone',
  prefill: 'the query parameter that fills it in',
  default: 'the default',
  minLength: 'the least length',
  maxLength: 'the greatest length',
  min: 'the least value',
  max: 'the greatest value',
  isInteger: 'taking whole numbers alone',
  lowLabel: 'the label of 0',
  highLabel: 'the label of 10',
  hasOther: 'an answer in one’s own words',
  minChoices: 'the least number of choices',
  maxChoices: 'the greatest number of choices',
  maxFiles: 'the number of files',
  maxBytes: 'the greatest size of a file',
  kinds: 'what a file may be',
  ways: 'the way to sign',
}

export const optionWords: Record<string, string> = { options: 'choice', rows: 'row', columns: 'column' }

export const conditionWords: Record<string, { when: string; never: string }> = {
  shownIf: { when: 'is shown only if', never: 'is always shown now.' },
  requiredIf: { when: 'must be answered if', never: 'has no condition any more that makes it required.' },
  skipIf: { when: 'begins a page that is skipped if', never: 'begins a page that is never skipped now.' },
  endIf: { when: 'ends the form if', never: 'never ends the form now.' },
}

/** Too long to be said again, or of no use to a person. */
const longTexts: ReadonlySet<string> = new Set(['help', 'placeholder', 'text', 'alt', 'pictureId'])

function conditionChange(property: string, now: unknown, { after }: Both): string {
  const words = conditionWords[property]
  return isCondition(now) ? `${words?.when} ${conditionText(now, after.fields)}.` : (words?.never ?? '')
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && 'tests' in value
}

function asOptions(value: unknown): Option[] {
  return Array.isArray(value) ? value : []
}

function valueOf(field: Field, property: string): unknown {
  return Reflect.get(field, property)
}

function sizeOf(value: unknown): string {
  return typeof value === 'number' ? shortSize(value) : wordOf(value)
}

function wordOf(value: unknown): string {
  if (value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return Array.isArray(value) ? value.map(wordOf).join(', ') : String(value)
}
