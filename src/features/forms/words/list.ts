import { countOf } from '@/lib/count-of'
import { writeUpTo } from '@/lib/numbers'
import type { FormItem, FormSort } from '../forms.schema'

export const forms = 'Forms'
export const trash = 'Trash'
export const newForm = 'New form'
export const newFormHint =
  'Begin with one of these and change what you like. Nobody sees it before you publish it.'
export const fields = (count: number) => countOf(count, 'field')
export const which = 'Which forms'
export const trashEmpty = 'The trash is empty'
export const trashEmptyHint = 'A form that was put away stays here for thirty days, with its responses.'
export const noneYet = 'No forms yet'
export const noneYetHint =
  'A form asks anybody who has its address, without an account. What comes in lands in an inbox.'
export const buildFirst = 'Build the first form'
export const noMatch = 'No form matches'
export const noMatchHint = 'Try fewer letters of its title.'
export const showAll = 'Show all'
export const showMore = 'Show more'

export const states: Record<FormItem['state'], string> = { draft: 'Draft', open: 'Open', closed: 'Closed' }
/** Counting ends at a thousand. */
export const responses = (count: number) =>
  count >= 1000
    ? `${writeUpTo(count, 1000)} responses`
    : count === 0
      ? 'No responses'
      : countOf(count, 'response')
/** Counting ends at a hundred. */
export const newOnes = (count: number) => `${count < 100 ? count : '99+'} new`
/** The title of a copy. */
export const copyOf = (title: string) => `${title} (copy)`
/** Before a time. */
export const last = 'latest'
export const changed = 'changed'

export const search = 'Search titles'
export const sortBy = 'Sort by'
/** In the order of the list to choose from. */
export const sorts: Record<FormSort, string> = {
  updated: 'Last changed',
  last_response: 'Last response',
  responses: 'Most responses',
  title: 'Title',
}
export const show = 'Show'
