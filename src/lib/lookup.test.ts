import { expect, it } from 'vitest'
import { pick } from './lookup'

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'unknown', null])(
  'finds nothing under %s',
  (key) => {
    expect(pick({ saved: 'It is saved.' }, key)).toBeUndefined()
  },
)

it('finds what is there', () => {
  expect(pick({ saved: 'It is saved.' }, 'saved')).toBe('It is saved.')
})
