export const filter = 'Filter'
export const what = 'What'
export const how = 'How'
export const value = 'Value'
export const add = 'Add'
export const filters = 'Filters'
export const takeAway = 'Take this filter away'
export const yes = 'Yes'
export const no = 'No'
export const isAfter = 'is after'
export const isBefore = 'is before'

/** What can be asked of a response besides its answers. */
export const facts = {
  '@submitted': 'Submitted',
  '@tag': 'Tag',
  '@assignee': 'Assigned to',
  '@version': 'Version of the form',
} as const

/** Between question and value, by how an answer is looked at. */
export const tests = {
  equal: 'is',
  not_equal: 'is not',
  contains: 'contains',
  greater: 'is more than',
  less: 'is less than',
  answered: 'is answered',
  empty: 'is empty',
} as const
