export const formatting = 'Formatting'
export const bold = 'Bold'
export const italic = 'Italic'
export const heading = 'Heading'
export const link = 'Link'
export const list = 'List'
export const tasks = 'Task list'
export const quote = 'Quote'
export const code = 'Code'
export const table = 'Table'
export const withKey = (label: string, modifier: string, key: string) => `${label} (${modifier}+${key})`

/** What stands in the text until something is written there. */
export const put = {
  bold: 'bold',
  italic: 'italic',
  linkedText: 'text',
  code: 'code',
  column: 'Column',
  cell: 'Cell',
}
