import type { Condition, TestKind } from '../definition/condition.schema'

/** How a test is read, between the question and the value. */
export const tests: Record<TestKind, string> = {
  equal: 'is',
  not_equal: 'is not',
  contains: 'contains',
  greater: 'is more than',
  less: 'is less than',
  answered: 'is answered',
  empty: 'is empty',
}
export const joins: Record<Condition['join'], string> = { and: 'and', or: 'or' }
export const yes = 'Yes'
export const no = 'No'
