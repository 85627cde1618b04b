import type { FieldKind } from '../definition/field.schema'

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
const words = (name: string, label: string): Detail => ({ name, label, type: 'text' })
const lengths = [figure('minLength', 'Least length'), figure('maxLength', 'Greatest length')]
const placeholder = words('placeholder', 'Placeholder')

const preset = (type: Detail['type']): Detail => ({ name: 'default', label: 'Default', type })

const details: Partial<Record<FieldKind, Detail[]>> = {
  short_text: [placeholder, preset('text'), ...lengths],
  long_text: [placeholder, preset('text'), ...lengths],
  email: [placeholder, preset('email')],
  phone: [placeholder, preset('tel')],
  link: [placeholder, preset('url')],
  number: [figure('min', 'Least'), figure('max', 'Greatest'), preset('number'), placeholder],
  date: [
    { name: 'min', label: 'First day', type: 'date' },
    { name: 'max', label: 'Last day', type: 'date' },
    preset('date'),
  ],
  time: [
    { name: 'min', label: 'Earliest', type: 'time' },
    { name: 'max', label: 'Latest', type: 'time' },
    preset('time'),
  ],
  rating: [figure('steps', 'Steps, 3 to 10')],
  scale: [words('lowLabel', 'Words at 0'), words('highLabel', 'Words at 10')],
  choices: [figure('minChoices', 'At least'), figure('maxChoices', 'At most')],
  file: [figure('maxFiles', 'Number of files'), { ...figure('maxBytes', 'MB a file'), unit: MEGABYTE }],
  hidden: [words('default', 'Value without one')],
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
