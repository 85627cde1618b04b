import { writeUpTo } from '@/lib/numbers'

export const title = (form: string) => `Responses · ${form}`
export const backToForms = 'Forms'
export const whichResponses = 'Which responses'
/** Counting ends at a thousand. */
export const counted = (count: number) => writeUpTo(count, 1000)
export const searchLabel = 'Search responses'
export const search = 'Search'

export const noMatch = 'No response matches'
export const noMatchHint = 'Try fewer words, or take a filter away.'
export const noneHeld = 'Nothing in quarantine'
export const noneHeldHint = 'What looks like spam waits here until somebody releases it.'
export const noneYet = 'No responses yet'
export const noneYetHint = 'They appear here by themselves as they come in.'
export const noneHere = 'Nothing here'
export const noneHereHint = 'No response has this status.'
export const showAll = 'Show all'
export const noneAmongNewest = 'Nothing fits among the newest. Older ones may.'
export const lookBack = 'Look further back'
export const showMore = 'Show more'
export const tryAgain = 'Try again'

export const held = 'Held back, not lost'
export const heldHint =
  'These look like spam. They count nowhere until you release them; nobody was told of them.'

export const exportLabel = 'Export'
export const asCsv = 'CSV, for spreadsheets'
export const asLines = 'JSON Lines, exactly as kept'

export const columns = 'Columns'
export const columnsShown = 'Columns to show'
export const submitted = 'Submitted'
export const status = 'Status'
export const assignedTo = 'Assigned to'
export const tags = 'Tags'
export const selectShown = 'Select all that are shown'
export const selectOne = (time: string) => `Select the response of ${time}`
export const selectAll = 'Select all'
export const sortBy = 'Sort by'
export const sort = 'Sort'
export const newestFirst = 'Newest first'
export const oldestFirst = 'Oldest first'
export const up = (label: string) => `${label}, up`
export const down = (label: string) => `${label}, down`

export const nowInStatus = (count: number, status: string) =>
  `${count === 1 ? 'One response' : `${count} responses`} now ${status}`
export const listed = (count: number, hasMore: boolean) =>
  count === 1 && !hasMore ? 'One response' : `${count}${hasMore ? ' or more' : ''} responses`
export const more = (count: number) => `${count} more`
export const moreAtTop = (count: number) =>
  count === 1 ? 'One more, at the top' : `${count} more, at the top`
export const arrived = (count: number) =>
  count === 1 ? 'One new response' : `${count === 1000 ? '1000 or more' : count} new responses`

export const oneLeftOut = 'A part of this link no longer fits'
export const someLeftOut = 'Parts of this link no longer fit'
export const leftOutHint = 'The form has changed since it was made. What is shown leaves out:'
