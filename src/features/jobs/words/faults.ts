export const status = (statuses: readonly string[]) =>
  `The status must be ${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1)}.`
export const kind = 'This is no kind of job.'
export const theLimit = 'The limit'
export const cursor = 'This cursor is not of this list. Start again without one.'
export const noJob = 'This is no job.'
export const unknown = 'There is no such job. It is done, or it never was.'
export const runsAlready = 'This job is running already.'
export const notGivenUp = 'Only a job that was given up can be discarded.'
