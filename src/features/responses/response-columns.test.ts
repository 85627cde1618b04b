import { expect, test } from 'vitest'
import { partyFields } from '@/test/responses'
import { isQuestion } from '@/features/forms/definition/is-question'
import { columnsOf, sortsOf } from './response-columns'

test('an inbox is sorted by time, status and what has one value, up and down, and by nothing else', () => {
  const sorts = sortsOf(columnsOf(partyFields.filter(isQuestion)))
  const values = sorts.map(({ value }) => value)
  expect(values.slice(0, 5)).toEqual(['-submitted', 'submitted', 'status', '-status', 'name'])
  expect(values).toContain('-age')
  expect(values).not.toContain('days')
})
