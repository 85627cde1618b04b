import { expect, it } from 'vitest'
import { markWords } from './mark-words'

const marked = (text: string, typed: string) =>
  markWords(text, typed)
    .map((part) => (part.match ? `[${part.text}]` : part.text))
    .join('')

it.each([
  ['Flour and water', 'flo', '[Flour] and water'],
  ['Flour and water', 'WAT flour', '[Flour] and [water]'],
  ['Flour and water', 'lour', 'Flour and water'],
  ['Café au lait', 'cafe', '[Café] au lait'],
  ['Cafe au lait', 'CAFÉ', '[Cafe] au lait'],
  ['東京都で会議', '京都', '東[京都]で会議'],
  ['اجتماع يوم', 'اجت', '[اجتماع] يوم'],
  ['<b>bold</b>', 'bold', '<b>[bold]</b>'],
  ['Flour', '"*', 'Flour'],
  ['', 'flour', ''],
])('%j is marked for %j', (text, typed, expected) => {
  expect(marked(text, typed)).toBe(expected)
})

it('loses nothing of the text', () => {
  const text = 'Crème brûlée, 東京 e\u0301te\u0301 x'
  expect(
    markWords(text, 'cre ete 京')
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
