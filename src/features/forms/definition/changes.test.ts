import { describe, expect, it, test } from 'vitest'
import { listChanges } from './changes'
import { Definition } from './definition.schema'
import { Field } from './field.schema'
import * as words from '../words/changes'

const of = (...fields: object[]) => Definition.parse({ fields })
const text = (key: string, more: object = {}) => ({
  kind: 'short_text',
  key,
  label: key.toUpperCase(),
  ...more,
})
const colours = (labels: string[], more: object = {}) => ({
  kind: 'choice',
  key: 'colour',
  label: 'Colour',
  options: labels.map((label) => ({ value: label.toLowerCase(), label })),
  ...more,
})
const say = (before: Definition, after: Definition) =>
  listChanges(before, after).map(({ name, text }) => `${name} ${text}`)
const warned = (before: Definition, after: Definition) =>
  listChanges(before, after).flatMap(({ name, warning }) => (warning ? name : []))

describe('listChanges', () => {
  it('finds nothing between a form and itself', () => {
    expect(listChanges(of(text('a'), colours(['Red'])), of(text('a'), colours(['Red'])))).toEqual([])
  })

  it('says what is new and what was taken out', () => {
    const [before, after] = [
      of(text('a'), text('b')),
      of(text('a'), { kind: 'page_break', key: 'p' }, colours(['Red'])),
    ]
    expect(say(before, after)).toEqual([
      'Next page is new (Page break).',
      'Colour is new (Single choice).',
      'B is taken out.',
    ])
    expect(warned(before, after)).toEqual([])
  })

  it('warns of another kind under the same key', () => {
    const [before, after] = [of(text('a')), of({ kind: 'number', key: 'a', label: 'A' })]
    expect(say(before, after)).toEqual(['A is “Number” now, was “Short text”.'])
    expect(warned(before, after)).toEqual(['A'])
  })

  it('warns of a choice that went or has another name, not of one that is new or of another order', () => {
    const before = of(colours(['Red', 'Green', 'Blue']))
    expect(say(before, of(colours(['Blue', 'Red', 'Black'])))).toEqual([
      'Colour has a new choice: “Black”.',
      'Colour has no choice “Green” any more.',
      'Colour has its choices in another order.',
    ])
    expect(warned(before, of(colours(['Blue', 'Red', 'Green', 'Black'])))).toEqual([])
    const renamed = of({ ...colours([]), options: [{ value: 'red', label: 'Crimson' }] })
    expect(say(of(colours(['Red'])), renamed)).toEqual(['Colour calls the choice “Red” “Crimson” now.'])
    expect(warned(of(colours(['Red'])), renamed)).toEqual(['Colour'])
  })

  it('tells rows and columns of a matrix apart, and warns of other steps of a rating', () => {
    const options = [
      { value: 'x', label: 'X' },
      { value: 'y', label: 'Y' },
    ]
    const matrix = (rows: object[], columns: object[]) => ({
      kind: 'matrix',
      key: 'm',
      label: 'M',
      rows,
      columns,
    })
    expect(say(of(matrix(options, options)), of(matrix(options.slice(1), options.slice(0, 1))))).toEqual([
      'M has no row “X” any more.',
      'M has no column “Y” any more.',
    ])
    const rating = (steps: number) => of({ kind: 'rating', key: 'r', label: 'R', steps })
    expect(warned(rating(5), rating(10))).toEqual(['R'])
  })

  it('says label, required, limits and texts', () => {
    const before = of(text('a', { required: true, maxLength: 10, help: 'Old' }))
    const after = of(text('a', { label: 'Name', minLength: 2, maxLength: 20, help: 'New' }))
    expect(say(before, after).toSorted()).toEqual([
      'Name may be left empty now.',
      'Name the greatest length is 20 now, was 10.',
      'Name the help changed.',
      'Name the least length is new: 2.',
      'Name was called “A” before.',
    ])
    expect(say(of(text('a', { minLength: 2 })), of(text('a', { required: true })))).toEqual([
      'A the least length is taken away; it was 2.',
      'A must be answered now.',
    ])
  })

  it('reads logic out in the words of the questions', () => {
    const when = (value: string) => ({
      join: 'and',
      tests: [
        { key: 'colour', is: 'equal', value },
        { key: 'a', is: 'empty' },
      ],
    })
    const before = of(text('a'), colours(['Red', 'Blue']), text('b'))
    const after = of(text('a'), colours(['Red', 'Blue']), text('b', { shownIf: when('red') }))
    expect(say(before, after)).toEqual(['B is shown only if “Colour” is “Red” and “A” is empty.'])
    expect(say(after, before)).toEqual(['B is always shown now.'])
  })

  it('names the fewest fields that moved', () => {
    const order = (keys: string) => of(...[...keys].map((key) => text(key)))
    expect(say(order('abcd'), order('bcda'))).toEqual(['A comes after “D” now.'])
    expect(say(order('abcd'), order('dabc'))).toEqual(['D comes first now.'])
    expect(say(order('abc'), order('ac'))).toEqual(['B is taken out.'])
  })
})

test('There are words for every property that a field can have', () => {
  const own = ['key', 'kind', 'label', 'title', 'required', 'steps']
  const known = new Set([
    ...own,
    ...Object.keys({ ...words.properties, ...words.options, ...words.conditions }),
  ])
  const properties = Field.options.flatMap(({ shape }) => Object.keys(shape))
  expect(properties.filter((property) => !known.has(property))).toEqual([])
})
