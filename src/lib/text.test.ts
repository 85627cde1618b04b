import { expect, it } from 'vitest'
import { line, neededLine } from './text'

const Name = neededLine('The name', { max: 80 })

it.each([
  ['Ada\u202Ecevolevol', 'Adacevolevol'],
  ['\u202AGrace Hopper\u202C', 'Grace Hopper'],
  ['\u2066Edith\u2069 \u2067Clarke\u2069', 'Edith Clarke'],
  ['\u202D\u202B', null],
])('a line does not keep what turns the text around: %j', (typed, kept) => {
  expect(Name.safeParse(typed).data ?? null).toBe(kept)
})

it.each(['מרים \u200Fא׳', 'آدا لوفليس', 'مریم‌پور', '👩🏽‍🚀 Ada'])('a line keeps %j as it is', (typed) => {
  expect(Name.parse(typed)).toBe(typed)
})

it('a line is trimmed after the turns are gone', () => {
  expect(line('The search', { max: 9 }).parse(' \u202E\n bread \u202C')).toBe('bread')
})
