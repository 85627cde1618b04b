import type { FieldKind } from '../definition/field.schema'

/** What each kind of field is called. */
export const kinds: Record<FieldKind, string> = {
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
/** A page break without a title. */
export const nextPage = 'Next page'
