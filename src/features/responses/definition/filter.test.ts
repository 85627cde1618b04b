import { assert, array, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Question } from '@/features/forms/definition/field.schema'
import { Filter, fitFilter, readyFilter, writeFilter } from './filter'

const questions: Question[] = [
  { kind: 'short_text', key: 'name', label: 'Name' },
  { kind: 'number', key: 'age', label: 'Age' },
  { kind: 'yes_no', key: 'comes', label: 'Coming?' },
  { kind: 'choice', key: 'dish', label: 'Dish', options: [{ value: 'soup', label: 'Soup' }] },
  { kind: 'signature', key: 'sign', label: 'Signature', ways: ['drawn'] },
]

const read = (text: string) => readyFilter(Filter.parse(text), questions)

describe('a filter is refused', () => {
  test.each([
    ['nobody:equal:x', 'no question "nobody"'],
    ['age:contains:1', 'can be one of'],
    ['age:equal:old', 'no value that "Age" can have'],
    ['comes:equal:perhaps', 'no value'],
    ['dish:equal:stew', '"Dish" has no option "stew"'],
    ['sign:equal:x', 'can be one of'],
    ['name:equal', 'needs a value'],
    ['name:answered:x', 'takes no value'],
    ['@submitted:less:soon', '2026-12-31'],
  ])('%s', (text, sentence) => {
    expect(read(text).fault).toContain(sentence)
  })

  test.each([
    'name',
    'name:like:x',
    "na'me:equal:x",
    '$.x:equal:1',
    Array(12).fill('name:answered').join(','),
  ])('by its shape: %s', (text) => {
    expect(Filter.safeParse(text).success).toBe(false)
  })
})

test('a filter has its values as the answers have them', () => {
  expect(read('age:greater:18,comes:equal:true,name:contains:a:b')).toEqual({
    fault: null,
    tests: [
      { key: 'age', kind: 'number', is: 'greater', value: 18 },
      { key: 'comes', kind: 'yes_no', is: 'equal', value: 1 },
      { key: 'name', kind: 'short_text', is: 'contains', value: 'a:b' },
    ],
  })
})

test('whatever a value holds, a filter that was written is read back', () => {
  const value = string({ minLength: 1, maxLength: 30 }).map((text) => `x${text.trim()}x`)
  const parts = array(value, { minLength: 1, maxLength: 5 })
  assert(
    property(parts, constantFrom('name', 'other'), (values, key) => {
      const filter = values.map((one) => ({ key, is: 'equal' as const, value: one }))
      expect(Filter.parse(writeFilter(filter))).toEqual(filter)
    }),
  )
})

describe('of the filter of an old link', () => {
  test.each([
    ['colour:equal:red', 'no question "colour"'],
    ['dish:equal:stew', 'no option "stew"'],
    ['age:like:4', 'A test is one of'],
    ['age:contains:4', 'can be one of'],
    ['age', 'A test is one of'],
  ])('%s is left out, and said', (part, sentence) => {
    const { filter, left } = fitFilter(`name:equal:a%2Cb,${part},dish:equal:soup`, questions)
    expect(filter).toBe('name:equal:a%2Cb,dish:equal:soup')
    expect(left).toEqual([{ part, why: expect.stringContaining(sentence) }])
  })

  test('what fits stays as it is', () => {
    expect(fitFilter('age:greater:4,@tag:equal:vip', questions)).toEqual({
      filter: 'age:greater:4,@tag:equal:vip',
      left: [],
    })
  })

  test('ten parts are kept, and an eleventh is said', () => {
    const { filter, left } = fitFilter(Array(11).fill('name:answered').join(','), questions)
    expect(filter.split(',')).toHaveLength(10)
    expect(left).toEqual([{ part: 'name:answered', why: 'A filter has at most 10 parts.' }])
  })
})
