import type { Field, FieldKind } from '../definition/field.schema'
import * as words from '../words/field-list'
import { kinds } from '../words/kinds'

/** A kind of field as the builder offers it. */
export type KindOffer = {
  kind: FieldKind
  label: string
  group: keyof typeof words.groups
}

const kindsByGroup: Record<KindOffer['group'], FieldKind[]> = {
  text: ['short_text', 'long_text', 'email', 'phone', 'link'],
  choice: ['choice', 'choices', 'dropdown', 'yes_no', 'ranking', 'matrix'],
  figure: ['number', 'rating', 'scale', 'date', 'time'],
  special: ['file', 'signature', 'consent', 'hidden'],
  page: ['section', 'text_block', 'picture_block', 'page_break'],
}

export const kindGroups = ['text', 'choice', 'figure', 'special', 'page'] as const

export const kindOffers: KindOffer[] = kindGroups.flatMap((group) =>
  kindsByGroup[group].map((kind) => ({ kind, label: kinds[kind], group })),
)

const options = words.newOptions.map((label, place) => ({ value: `option_${place + 1}`, label }))

/** A new field of a kind, filled in so far that it is right as it is. */
export function makeField(kind: FieldKind, key: string): Field {
  const label = kinds[kind]
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
      return { kind, key, label, text: words.newConsent }
    case 'text_block':
      return { kind, key, text: words.newText }
    case 'picture_block':
      return { kind, key, alt: '' }
    case 'section':
      return { kind, key, title: words.newSection }
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
