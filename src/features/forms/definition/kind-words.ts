import type { Field, FieldKind } from './field.schema'

/** What each kind of field is called. */
export const kindWords: Record<FieldKind, string> = {
  short_text: 'Short text',
  long_text: 'Long text',
  email: 'E-mail',
  phone: 'Phone',
  link: 'Link',
  choice: 'Single choice',
  choices: 'Several choices',
  dropdown: 'Drop-down',
  yes_no: 'Yes or no',
  ranking: 'Ranking',
  matrix: 'Matrix',
  number: 'Number',
  rating: 'Rating',
  scale: 'Scale, 0 to 10',
  date: 'Date',
  time: 'Time',
  file: 'File',
  signature: 'Signature',
  consent: 'Consent',
  hidden: 'Hidden',
  section: 'Section',
  text_block: 'Text',
  picture_block: 'Picture',
  page_break: 'Page break',
}

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
  return field.kind === 'page_break' ? 'Next page' : kindWords[field.kind]
}
