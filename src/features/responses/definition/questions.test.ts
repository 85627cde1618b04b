import { expect, test } from 'vitest'
import { Definition } from '@/features/forms/definition/definition.schema'
import { readyFilter } from './filter'
import { questionsOf } from './questions'

const asked = (...fields: object[]) => Definition.parse({ fields })
const choice = (label: string, ...values: string[]) => ({
  kind: 'choice',
  key: 'colour',
  label,
  options: values.map((value) => ({ value, label: `${label} ${value}` })),
})

test('a question is worded by the newest version that asks it, and keeps the options that somebody chose', () => {
  const [question] = questionsOf([asked(choice('Now', 'red')), asked(choice('Then', 'red', 'blue'))])
  expect(question).toMatchObject({
    label: 'Now',
    options: [
      { value: 'red', label: 'Now red' },
      { value: 'blue', label: 'Then blue' },
    ],
  })
})

test('an option that is gone can still be filtered by, one that never was cannot', () => {
  const questions = questionsOf([asked(choice('Now', 'red')), asked(choice('Then', 'blue'))])
  const by = (value: string) => readyFilter([{ key: 'colour', is: 'equal', value }], questions).fault
  expect([by('blue'), by('green')]).toEqual([null, '"Now" has no option "green".'])
})

test('rows and columns of a table stay too, and a question that became another kind is the newer one', () => {
  const pair = (value: string) => [{ value, label: value }]
  const table = (value: string) => ({
    kind: 'matrix',
    key: 'table',
    label: 'Table',
    rows: pair(`r${value}`),
    columns: [...pair(`c${value}`), ...pair('both')],
  })
  const text = { kind: 'short_text', key: 'colour', label: 'Colour' }
  const [matrix, colour] = questionsOf([asked(table('1'), text), asked(table('2'), choice('Then', 'blue'))])
  expect(matrix).toMatchObject({
    rows: [{ value: 'r1' }, { value: 'r2' }],
    columns: [{ value: 'c1' }, { value: 'both' }, { value: 'c2' }],
  })
  expect(colour).toMatchObject(text)
})
