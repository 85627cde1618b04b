import { writeNumber } from '../numbers'

/** What is said of a request that did not arrive as it should. */

export const noUuid = 'This must be a UUID.'
export const givenTwice = 'This is given more than once. Send it once.'
export const wrongCursor = 'This cursor is not of this list. Start again without one.'
export const noVersion = 'If-Match must be a version in quotes, such as "3".'
export const twoVersions = 'If-Match and "version" name different versions. Send one of them.'

export const otherSite = (name: string) =>
  `This was sent by a page of another site. Open ${name} itself and do it there.`
export const largerThan = (bytes: number) => `This is larger than ${writeNumber(bytes)} bytes.`
export const noJson = (reason: string) => `This is not JSON: ${reason}.`
export const noForm = 'Send this as a form.'
export const notWhole = 'This form did not arrive whole. Send it again.'
export const tooManyFields = 'This form has more fields than any of ours. Open it anew.'
export const tooManyFiles = 'Too many files are arriving at once. Send yours again in a few seconds.'
export const endedEarly = 'This ended before all of it had arrived.'
export const sendReport = 'Send this as a report of a browser.'
export const noReport = 'This is no report of a browser.'
