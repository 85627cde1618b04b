import type { Condition, Test, TestKind } from './condition.schema'
import type { Field } from './field.schema'
import { nameOf } from './kind-words'

/** How a test is read, between the question and the value. */
export const testWords: Record<TestKind, string> = {
  equal: 'is',
  not_equal: 'is not',
  contains: 'contains',
  greater: 'is more than',
  less: 'is less than',
  answered: 'is answered',
  empty: 'is empty',
}

/** A condition as a person says it: `“Colour” is “Red” or “Size” is empty`. `fields` are those that it may ask for. */
export function conditionText({ join, tests }: Condition, fields: readonly Field[]): string {
  return tests.map((test) => testText(test, fields)).join(` ${join} `)
}

function testText({ key, is, value }: Test, fields: readonly Field[]): string {
  const asked = fields.find((field) => field.key === key)
  const about = `“${asked ? nameOf(asked) : key}” ${testWords[is]}`
  return value === undefined ? about : `${about} “${valueText(value, asked)}”`
}

function valueText(value: string | number | boolean, asked: Field | undefined): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const options = asked && 'options' in asked ? asked.options : []
  return options.find((option) => option.value === value)?.label ?? String(value)
}
