import type { FileKind } from '../definition/field.schema'

export const label = 'Label'
export const title = 'Title'
export const pageTitle = 'Title of the page'
export const text = 'Text'
export const textHint = 'Markdown'
export const help = 'Help'
export const required = 'Must be answered'
export const skipIf = 'Skip this page'
export const endIf = 'End the form here'
export const shownIf = 'Show it'
export const requiredIf = 'It must be answered'
export const prefill = 'Filled in by the address'
export const prefillHint = 'The name of a query parameter, such as name in ?\u2060name=Ada.'
/** Around the key of the field. */
export const exportedAs = ['Answers are exported as ', '.'] as const

export const rows = 'Rows'
export const columns = 'Columns'
export const options = 'Options'
export const optionsHint = 'One a line. What was answered before stays with its line.'
export const hasOther = 'Offer “something else”'
export const isInteger = 'Whole numbers only'
export const kinds = 'Kinds'
export const fileKinds: Record<FileKind, string> = {
  image: 'Pictures',
  pdf: 'PDF',
  text: 'Text',
  office: 'Office documents',
  archive: 'Archives',
  audio: 'Sound',
  video: 'Video',
}
export const how = 'How'
export const ways = { drawn: 'Drawn', typed: 'Typed' } as const

export const preset = 'Default'
export const noPreset = 'None'
export const placeholder = 'Placeholder'
export const leastLength = 'Least length'
export const greatestLength = 'Greatest length'
export const least = 'Least'
export const greatest = 'Greatest'
export const firstDay = 'First day'
export const lastDay = 'Last day'
export const earliest = 'Earliest'
export const latest = 'Latest'
export const steps = 'Steps, 3 to 10'
export const lowLabel = 'Words at 0'
export const highLabel = 'Words at 10'
export const leastChoices = 'At least'
export const greatestChoices = 'At most'
export const files = 'Number of files'
export const megabytes = 'MB a file'
export const hiddenPreset = 'Value without one'

export const howMany = 'How many must be true'
export const joins = { and: 'if all of these are true', or: 'if at least one is true' }
export const question = 'Question'
export const gone = (key: string) => `${key} (gone)`
export const takeConditionAway = 'Take this condition away'
export const comparedHow = 'How it is compared'
export const comparedWith = 'Compared with'
export const onlyIf = 'Only if …'
export const oneMore = 'One more'
