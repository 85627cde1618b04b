import { describe, expect, test } from 'vitest'
import { Definition, definitionLimits } from './definition.schema'

const name = { kind: 'short_text', key: 'name', label: 'Your name' }
const colour = {
  kind: 'choice',
  key: 'colour',
  label: 'Colour',
  options: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
  ],
}
const number = { kind: 'number', key: 'number', label: 'Number' }
const stars = { kind: 'rating', key: 'stars', label: 'Stars', steps: 3 }
const email = { kind: 'email', key: 'email', label: 'E-mail' }
const colours = { ...colour, kind: 'choices', key: 'colours' }
const when = (test: object) => ({ join: 'and', tests: [test] })

const faultsOf = (fields: unknown) => {
  const parsed = Definition.safeParse({ fields })
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('a definition is refused', () => {
  test.each<[why: string, fields: unknown, sentence: string]>([
    ['that is no list', 'name', 'The fields must be a list.'],
    ['with an unknown kind', [{ ...name, kind: 'magic' }], 'This kind of field is not known.'],
    ['with an unknown property', [{ ...name, pattern: '^(a+)+$' }], 'Unrecognized key: "pattern"'],
    ['with two equal keys', [name, name], 'Two fields have the key "name". Give each its own.'],
    ['with a key of JavaScript', [{ ...name, key: 'constructor' }], 'is taken'],
    ['with a key in capitals', [{ ...name, key: 'Name' }], 'A key begins with a small letter'],
    ['without a label', [{ ...name, label: ' ' }], 'The label is missing.'],
    [
      'whose field depends on itself',
      [{ ...name, shownIf: when({ key: 'name', is: 'answered' }) }],
      '"name" cannot depend on its own answer.',
    ],
    [
      'whose field depends on a later one',
      [{ ...name, shownIf: when({ key: 'colour', is: 'answered' }) }, colour],
      'is no question before "name"',
    ],
    [
      'whose field depends on none',
      [{ ...name, shownIf: when({ key: 'nobody', is: 'answered' }) }],
      'There is no question with the key "nobody"',
    ],
    [
      'with an option that is not there',
      [colour, { ...name, shownIf: when({ key: 'colour', is: 'equal', value: 'green' }) }],
      'has no option with the value "green"',
    ],
    [
      'that compares a choice by size',
      [colour, { ...name, shownIf: when({ key: 'colour', is: 'greater', value: 'red' }) }],
      'neither greater nor less',
    ],
    [
      'that looks for a pattern',
      [colour, { ...name, shownIf: when({ key: 'colour', is: 'matches', value: '.*' }) }],
      'Regular expressions are not taken',
    ],
    [
      'with an empty condition',
      [colour, { ...name, shownIf: { join: 'or', tests: [] } }],
      'needs at least one test',
    ],
    ['with crossed limits', [{ ...name, minLength: 9, maxLength: 3 }], 'greater than the greatest'],
    ['with a default that is no option', [{ ...colour, default: 'green' }], 'not one of the options'],
    ['with a default below its least', [{ ...number, min: 5, default: 1 }], 'does not take its own default'],
    ['with a default of too many stars', [{ ...stars, default: 9 }], 'does not take its own default'],
    [
      'with a default that is no address',
      [{ ...email, default: 'no mail' }],
      'does not take its own default',
    ],
    [
      'with more defaults than choices',
      [{ ...colours, maxChoices: 1, default: ['red', 'blue'] }],
      'does not take its own default',
    ],
    [
      'with a thousand fields',
      Array.from({ length: 1000 }, (_, index) => ({ ...name, key: `n${index}` })),
      'A form may have at most 200 fields.',
    ],
    [
      'that is too large',
      Array.from({ length: 200 }, (_, index) => ({
        kind: 'text_block',
        key: `t${index}`,
        text: 'x'.repeat(2000),
      })),
      'larger than 256 KB',
    ],
  ])('%s', (_, fields, sentence) => {
    expect(faultsOf(fields).join('\n')).toContain(sentence)
  })
})

test('a condition on an earlier question is taken, and 200 fields are', () => {
  const many = Array.from({ length: definitionLimits.fields - 2 }, (_, index) => ({
    ...name,
    key: `n${index}`,
  }))
  const asks = { ...name, shownIf: when({ key: 'colour', is: 'equal', value: 'red' }) }

  expect(faultsOf([colour, asks, ...many])).toEqual([])
})
