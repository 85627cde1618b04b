import { expect, test } from 'vitest'
import { offerTags } from './offer-tags'

const known = ['coffee', 'tea', 'decaf coffee', 'cold brew']

test.each([
  ['nothing', '', [], ['coffee', 'tea', 'decaf coffee', 'cold brew']],
  ['the beginning of one, after it as it was typed', ' Cof', [], ['cof', 'coffee', 'decaf coffee']],
  ['one as a whole', 'coffee', [], ['coffee', 'decaf coffee']],
  ['the only one of its kind', 'tea', [], ['tea']],
  ['what is like none', 'milk', [], []],
  ['what is chosen already', 'tea', ['tea'], []],
  ['what is chosen already and is in others', 'coffee', ['coffee'], []],
  ['a blank', ' ', [], ['coffee', 'tea', 'decaf coffee', 'cold brew']],
  ['what another that is chosen begins with', 'co', ['coffee'], ['co', 'cold brew', 'decaf coffee']],
])('Of %s it offers what fits', (_name, typed, chosen, offered) => {
  expect(offerTags({ typed, known, chosen })).toEqual(offered)
})

test('It offers eight at most, and all of those that there are keep their order', () => {
  const many = Array.from({ length: 12 }, (_, place) => `tag ${place}`)
  expect(offerTags({ typed: '', known: many, chosen: ['tag 0'] })).toEqual(many.slice(1, 9))
})
