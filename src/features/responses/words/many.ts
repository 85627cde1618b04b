import { writeNumber } from '@/lib/numbers'

export const label = 'Selected responses'
export const allThatMatch = 'All that match'
export const selected = (count: number) => `${count} selected`
export const selectAllThatMatch = 'Select all that match'
export const setStatus = 'Set status'
export const assignTo = 'Assign to'
export const nobody = 'Nobody'
export const tagToAdd = 'Tag to add'
export const tag = 'Tag'
export const addTag = 'Add tag'
export const release = 'Release'
export const remove = 'Delete'
export const clear = 'Clear'
export const changed = (count: number) =>
  count === 1 ? 'One response changed' : `${writeNumber(count)} responses changed`
export const removeTitle = 'Delete these responses for good?'
export const removeAllHint =
  'All responses that match go, with their files, comments and history. They cannot be brought back.'
export const removeHint = (count: number) =>
  `${count} go, with their files, comments and history. They cannot be brought back.`
export const removeForGood = 'Delete for good'
export const keep = 'Keep them'
