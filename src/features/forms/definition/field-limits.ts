/** The most that a form's author can allow, and an answer can be. */
export const fieldLimits = {
  label: 300,
  help: 1000,
  placeholder: 120,
  options: 100,
  rows: 30,
  columns: 12,
  shortText: 500,
  longText: 10_000,
  other: 200,
  files: 10,
  fileBytes: 10_485_760,
  markdown: 5000,
} as const
