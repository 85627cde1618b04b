import { z } from 'zod'
import { line } from '@/lib/text'
import { Key } from './key.schema'

export const testLimits = { tests: 20, value: 500 } as const

/** How an earlier answer is looked at. `contains` knows texts and lists; `greater` and `less` numbers, dates and times. */
export const TestKind = z.enum(['equal', 'not_equal', 'contains', 'greater', 'less', 'answered', 'empty'], {
  error:
    'A test is one of: equal, not_equal, contains, greater, less, answered, empty. Regular expressions are not taken.',
})
export type TestKind = z.infer<typeof TestKind>

const Value = z.union(
  [
    line('The value', { max: testLimits.value }),
    z.number('The value must be a finite number.'),
    z.boolean('The value must be true or false.'),
  ],
  'The value of a test must be a text, a number, or true or false.',
)

/** One look at the answer of an earlier question. `answered` and `empty` have no value, every other has one. */
export const Test = z
  .strictObject({ key: Key, is: TestKind, value: Value.optional() })
  .refine(
    ({ is, value }) => (is === 'answered' || is === 'empty') === (value === undefined),
    'A test has a value, except "answered" and "empty", which have none.',
  )
export type Test = z.infer<typeof Test>

/** True when all of its tests are (`and`), or at least one (`or`). */
export const Condition = z.strictObject(
  {
    join: z.enum(['and', 'or'], { error: 'Join the tests by "and" or by "or".' }),
    tests: z
      .array(Test)
      .min(1, 'A condition needs at least one test.')
      .max(testLimits.tests, `A condition may have at most ${testLimits.tests} tests.`),
  },
  'A condition is an object with "join" and "tests".',
)
export type Condition = z.infer<typeof Condition>
