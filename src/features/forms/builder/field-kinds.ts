import type { Field, FieldKind } from '../definition/field.schema'
import { kindWords } from '../definition/kind-words'

/** A kind of field as the builder offers it. */
export type KindOffer = {
  kind: FieldKind
  label: string
  group: 'Text' | 'Choice' | 'Figure' | 'Special' | 'Page'
}

const kindsByGroup: Record<KindOffer['group'], FieldKind[]> = {
  Text: ['short_text', 'long_text', 'email', 'phone', 'link'],
  Choice: ['choice', 'choices', 'dropdown', 'yes_no', 'ranking', 'matrix'],
  Figure: ['number', 'rating', 'scale', 'date', 'time'],
  Special: ['file', 'signature', 'consent', 'hidden'],
  Page: ['section', 'text_block', 'picture_block', 'page_break'],
}

export const kindGroups = ['Text', 'Choice', 'Figure', 'Special', 'Page'] as const

export const kindOffers: KindOffer[] = kindGroups.flatMap((group) =>
  kindsByGroup[group].map((kind) => ({ kind, label: kindWords[kind], group })),
)

const options = ['First', 'Second', 'Third'].map((label, place) => ({ value: `option_${place + 1}`, label }))

/** A new field of a kind, filled in so far that it is right as it is. */
export function makeField(kind: FieldKind, key: string): Field {
  const label = kindWords[kind]
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
