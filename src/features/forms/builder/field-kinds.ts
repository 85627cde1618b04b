import type { Field, FieldKind } from '../definition/field.schema'

/** A kind of field as the builder offers it. */
export type KindOffer = {
  kind: FieldKind
  label: string
  group: 'Text' | 'Choice' | 'Figure' | 'Special' | 'Page'
}

export const kindOffers: KindOffer[] = [
  { kind: 'short_text', label: 'Short text', group: 'Text' },
  { kind: 'long_text', label: 'Long text', group: 'Text' },
  { kind: 'email', label: 'E-mail', group: 'Text' },
  { kind: 'phone', label: 'Phone', group: 'Text' },
  { kind: 'link', label: 'Link', group: 'Text' },
  { kind: 'choice', label: 'Single choice', group: 'Choice' },
  { kind: 'choices', label: 'Several choices', group: 'Choice' },
  { kind: 'dropdown', label: 'Drop-down', group: 'Choice' },
  { kind: 'yes_no', label: 'Yes or no', group: 'Choice' },
  { kind: 'ranking', label: 'Ranking', group: 'Choice' },
  { kind: 'matrix', label: 'Matrix', group: 'Choice' },
  { kind: 'number', label: 'Number', group: 'Figure' },
  { kind: 'rating', label: 'Rating', group: 'Figure' },
  { kind: 'scale', label: 'Scale, 0 to 10', group: 'Figure' },
  { kind: 'date', label: 'Date', group: 'Figure' },
  { kind: 'time', label: 'Time', group: 'Figure' },
  { kind: 'file', label: 'File', group: 'Special' },
  { kind: 'signature', label: 'Signature', group: 'Special' },
  { kind: 'consent', label: 'Consent', group: 'Special' },
  { kind: 'hidden', label: 'Hidden', group: 'Special' },
  { kind: 'section', label: 'Section', group: 'Page' },
  { kind: 'text_block', label: 'Text', group: 'Page' },
  { kind: 'page_break', label: 'Page break', group: 'Page' },
]

export const kindGroups = ['Text', 'Choice', 'Figure', 'Special', 'Page'] as const

export function labelOfKind(kind: FieldKind): string {
  return kindOffers.find((offer) => offer.kind === kind)?.label ?? 'Picture'
}

/** What a field is called in a list: its label, its text, or what it is. */
export function nameOf(field: Field): string {
  if ('label' in field && field.label) return field.label
  if ('title' in field && field.title) return field.title
  if (field.kind === 'text_block' && field.text) return field.text.slice(0, 60)
  return labelOfKind(field.kind)
}

const options = ['First', 'Second', 'Third'].map((label, place) => ({ value: `option_${place + 1}`, label }))

/** A new field of a kind, filled in so far that it is right as it is. */
export function makeField(kind: FieldKind, key: string): Field {
  const label = labelOfKind(kind)
  switch (kind) {
    case 'choice':
    case 'choices':
    case 'dropdown':
    case 'ranking':
      return { kind, key, label, options }
    case 'matrix':
      return { kind, key, label, rows: options.slice(0, 2), columns: options }
    case 'rating':
      return { kind, key, label, steps: 5 }
    case 'file':
      return { kind, key, label, maxFiles: 1, maxBytes: 10_485_760, kinds: ['image', 'pdf'] }
    case 'signature':
      return { kind, key, label, ways: ['drawn', 'typed'] }
    case 'consent':
      return { kind, key, label, text: 'I agree that my answers are kept to deal with my request.' }
    case 'text_block':
      return { kind, key, text: 'Something to read.' }
    case 'picture_block':
      return { kind, key, alt: '' }
    case 'section':
      return { kind, key, title: 'Section' }
    case 'page_break':
      return { kind, key }
    default:
      return { kind, key, label }
  }
}

/** A key that no field has yet: the kind, with a number from the second on. */
export function freeKey(kind: FieldKind, taken: ReadonlySet<string>): string {
  if (!taken.has(kind)) return kind
  for (let place = 2; ; place += 1) if (!taken.has(`${kind}_${place}`)) return `${kind}_${place}`
}
