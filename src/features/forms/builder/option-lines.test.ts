import { expect, test } from 'vitest'
import { linesToOptions, optionsToLines } from './option-lines'

const before = [
  { value: 'rye', label: 'Rye' },
  { value: 'spelt', label: 'Spelt' },
]

test('A line keeps its value when it moves, and when its words change in place', () => {
  expect(linesToOptions('Spelt\nRye', before).map(({ value }) => value)).toEqual(['spelt', 'rye'])
  expect(linesToOptions('Rye bread\nSpelt', before)).toEqual([
    { value: 'rye', label: 'Rye bread' },
    before[1],
  ])
})

test('A new line gets a value that no other has, and an empty one is none', () => {
  expect(linesToOptions('Rye\n\nSpelt\nWälnut!', before)[2]).toEqual({ value: 'walnut', label: 'Wälnut!' })
  expect(linesToOptions('Rye\nRYE\nSpelt', before).map(({ value }) => value)).toEqual([
    'rye',
    'rye_2',
    'spelt',
  ])
  expect(linesToOptions('日本', []).map(({ value }) => value)).toEqual(['option'])
  expect(optionsToLines(before)).toBe('Rye\nSpelt')
})
