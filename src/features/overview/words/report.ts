export const title = 'System report'
export const hint =
  'For whoever helps you: the version, the figures and the settings in force, without secrets.'
export const copy = 'Copy the report'
export const copied = 'Copied'
export const show = 'Show it'
export const text = 'Text of the report'
/** The first line of the report. */
export const head = (app: string, version: string | undefined, at: string) =>
  `${app} ${version ?? 'in development'}, ${at}`
/** The line of the report that has the instance's name. */
export const name = 'name'
