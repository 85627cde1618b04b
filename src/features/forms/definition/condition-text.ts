import * as words from '../words/conditions'
import type { Condition, Test } from './condition.schema'
import type { Field } from './field.schema'
import { nameOf } from './name-of'

/** A condition as a person says it: `“Colour” is “Red” or “Size” is empty`. `fields` are those that it may ask for. */
export function conditionText({ join, tests }: Condition, fields: readonly Field[]): string {
  return tests.map((test) => testText(test, fields)).join(` ${words.joins[join]} `)
}

function testText({ key, is, value }: Test, fields: readonly Field[]): string {
  const asked = fields.find((field) => field.key === key)
  const about = `“${asked ? nameOf(asked) : key}” ${words.tests[is]}`
  return value === undefined ? about : `${about} “${valueText(value, asked)}”`
}

function valueText(value: string | number | boolean, asked: Field | undefined): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const options = asked && 'options' in asked ? asked.options : []
  return options.find((option) => option.value === value)?.label ?? String(value)
}
