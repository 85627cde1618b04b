import type { FieldKind } from '../definition/field.schema'
import * as words from '../words/field-editor'

/** A limit or a word that a kind of field has, and how it is typed. */
export type Detail = {
  name: string
  label: string
  type: 'number' | 'text' | 'email' | 'tel' | 'url' | 'date' | 'time'
  /** So many make one of what is typed. */
  unit?: number
}

/** As large as it is to visitors: what they are told is rounded to tenths of it. */
const MEGABYTE = 1_048_576

const figure = (name: string, label: string): Detail => ({ name, label, type: 'number' })
const phrase = (name: string, label: string): Detail => ({ name, label, type: 'text' })
const lengths = [figure('minLength', words.leastLength), figure('maxLength', words.greatestLength)]
const placeholder = phrase('placeholder', words.placeholder)

const preset = (type: Detail['type']): Detail => ({ name: 'default', label: words.preset, type })

const details: Partial<Record<FieldKind, Detail[]>> = {
  short_text: [placeholder, preset('text'), ...lengths],
  long_text: [placeholder, preset('text'), ...lengths],
  email: [placeholder, preset('email')],
  phone: [placeholder, preset('tel')],
  link: [placeholder, preset('url')],
  number: [figure('min', words.least), figure('max', words.greatest), preset('number'), placeholder],
  date: [
    { name: 'min', label: words.firstDay, type: 'date' },
    { name: 'max', label: words.lastDay, type: 'date' },
    preset('date'),
  ],
  time: [
    { name: 'min', label: words.earliest, type: 'time' },
    { name: 'max', label: words.latest, type: 'time' },
    preset('time'),
  ],
  rating: [figure('steps', words.steps)],
  scale: [phrase('lowLabel', words.lowLabel), phrase('highLabel', words.highLabel)],
  choices: [figure('minChoices', words.leastChoices), figure('maxChoices', words.greatestChoices)],
  file: [figure('maxFiles', words.files), { ...figure('maxBytes', words.megabytes), unit: MEGABYTE }],
  hidden: [phrase('default', words.hiddenPreset)],
}

export function detailsOf(kind: FieldKind): Detail[] {
  return details[kind] ?? []
}

/** A figure as it is typed, in thousandths of its unit at the finest. */
export function typedFigure(stored: unknown, { unit }: Detail): string {
  return unit && typeof stored === 'number'
    ? String(Number((stored / unit).toFixed(3)))
    : String(stored ?? '')
}

/** A figure as it is kept; undefined for none. */
export function keptFigure(typed: string | undefined, { unit }: Detail): number | undefined {
  if (!typed?.trim()) return undefined
  return unit ? Math.round(Number(typed) * unit) : Number(typed)
}
