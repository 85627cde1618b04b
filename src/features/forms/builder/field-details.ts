import type { FieldKind } from '../definition/field.schema'

/** A limit or a word that a kind of field has, and how it is typed. */
export type Detail = {
  name: string
  label: string
  type: 'number' | 'text' | 'email' | 'tel' | 'url' | 'date' | 'time'
}

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
  file: [figure('maxFiles', 'Number of files'), figure('maxBytes', 'Bytes a file')],
  hidden: [words('default', 'Value without one')],
}

export function detailsOf(kind: FieldKind): Detail[] {
  return details[kind] ?? []
}
