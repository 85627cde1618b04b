import { shortSize } from '@/lib/size'
import * as words from '../words/changes'
import { kinds } from '../words/kinds'
import type { Change } from './changes'
import type { Condition } from './condition.schema'
import { conditionText } from './condition-text'
import type { Definition } from './definition.schema'
import type { Field, FieldKind, Option } from './field.schema'
import { nameOf } from './name-of'
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
    text: words.kindChanged(kinds[from], kinds[to]),
    warning: words.kindChangedWarning,
  }
}

type Told = Omit<Change, 'name'>

function propertyChanges(property: string, old: unknown, now: unknown, both: Both): Told[] {
  if (property in words.options)
    return optionChanges(words.options[property] ?? '', asOptions(old), asOptions(now))
  if (property in words.conditions) return [{ text: conditionChange(property, now, both) }]
  if (property === 'required') return [{ text: now === true ? words.isRequired : words.isOptional }]
  if (property === 'label' || property === 'title') return [{ text: words.wasCalled(wordOf(old)) }]
  if (property === 'steps')
    return [
      {
        text: words.stepsChanged(wordOf(old), wordOf(now)),
        warning: words.stepsChangedWarning,
      },
    ]
  const label = words.properties[property] ?? property
  const said = (value: unknown) => (property === 'maxBytes' ? sizeOf(value) : wordOf(value))
  if (longTexts.has(property)) return [{ text: words.propertyChanged(label) }]
  if (old === undefined) return [{ text: words.propertyIsNew(label, said(now)) }]
  if (now === undefined) return [{ text: words.propertyIsGone(label, said(old)) }]
  return [{ text: words.propertyIs(label, said(old), said(now)) }]
}

/** Too long to be said again, or of no use to a person. */
const longTexts: ReadonlySet<string> = new Set(['help', 'placeholder', 'text', 'alt', 'pictureId'])

function conditionChange(property: string, now: unknown, { after }: Both): string {
  const said = words.conditions[property]
  return (isCondition(now) ? said?.when(conditionText(now, after.fields)) : said?.never) ?? ''
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
  if (value === undefined || value === '') return words.empty
  if (typeof value === 'boolean') return value ? words.on : words.off
  return Array.isArray(value) ? value.map(wordOf).join(', ') : String(value)
}
