import { z } from 'zod'
import { line } from '@/lib/text'
import * as faults from '../words/definition-faults'
import { Key } from './key.schema'

export const testLimits = { tests: 20, value: 500 } as const

/** How an earlier answer is looked at. `contains` knows texts and lists; `greater` and `less` numbers, dates and times. */
export const TestKind = z.enum(['equal', 'not_equal', 'contains', 'greater', 'less', 'answered', 'empty'], {
  error: faults.test,
})
export type TestKind = z.infer<typeof TestKind>

const Value = z.union(
  [
    line(faults.theValue, { max: testLimits.value }),
    z.number(faults.valueNoNumber),
    z.boolean(faults.valueNoFlag),
  ],
  faults.value,
)

/** One look at the answer of an earlier question. `answered` and `empty` have no value, every other has one. */
export const Test = z
  .strictObject({ key: Key, is: TestKind, value: Value.optional() })
  .refine(
    ({ is, value }) => (is === 'answered' || is === 'empty') === (value === undefined),
    faults.valueOrNone,
  )
export type Test = z.infer<typeof Test>

/** True when all of its tests are (`and`), or at least one (`or`). */
export const Condition = z.strictObject(
  {
    join: z.enum(['and', 'or'], { error: faults.join }),
    tests: z.array(Test).min(1, faults.fewTests).max(testLimits.tests, faults.manyTests(testLimits.tests)),
  },
  faults.conditionNoObject,
)
export type Condition = z.infer<typeof Condition>
