import { kinds, nextPage } from '../words/kinds'
import type { Field } from './field.schema'

/** What a field is called in a list: its label, its text, or what it is. */
export function nameOf(field: Field): string {
  if ('label' in field && field.label) return field.label
  if ('title' in field && field.title) return field.title
  if (field.kind === 'text_block' && field.text)
    return field.text
      .replaceAll(/[*_#`>[\]]/g, '')
      .trim()
      .slice(0, 60)
  if (field.kind === 'picture_block' && field.alt) return field.alt.slice(0, 60)
  return field.kind === 'page_break' ? nextPage : kinds[field.kind]
}
