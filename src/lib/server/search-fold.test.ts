import { expect, it } from 'vitest'
import { beginsWord, foldTerm } from './search-fold'

it.each([
  ['Guest', 'guest'],
  ['Café', 'cafe'],
  ['ΛΌΓΟΣ', 'λόγοσ'],
  ['λόγος', 'λόγοσ'],
  ['Größe', 'große'],
  ['東', '東'],
  ['Привет', 'привет'],
])('%s is %s in the index', (word, folded) => {
  expect(foldTerm(word)).toBe(folded)
})

it.each([
  ['Guest 12', 'guest', true],
  ['mail: guest12@example.org', 'example', true],
  ['a_guest', 'guest', true],
  ['unguest guest', 'guest', true],
  ['unguest', 'guest', false],
  ['2guest', 'guest', false],
  ['Guést 12', 'guest', true],
  ['éguest', 'guest', false],
  ['', 'guest', false],
])('whether a word of %j begins with %s: %s', (text, beginning, expected) => {
  expect(beginsWord(text, beginning)).toBe(expected)
})
