import { expect, test } from 'vitest'
import { nameByContent } from './file-ending.server'

const png = 'image/png'
const pdf = 'application/pdf'
const text = 'text/plain; charset=utf-8'

test.each([
  ['x.html', png, 'x.html.png'],
  ['cv.exe', pdf, 'cv.exe.pdf'],
  ['note.html', text, 'note.html.txt'],
  ['picture', png, 'picture.png'],
  [`${'a'.repeat(255)}`, png, `${'a'.repeat(250)}.png`],
])('%s ends as its content says', (name, type, named) => {
  expect(nameByContent(name, type)).toBe(named)
})

test.each([
  ['Photo.PNG', png],
  ['cv.pdf', pdf],
  ['list.csv', text],
  ['of.no.kind', 'application/x-unknown'],
])('%s stays as it is', (name, type) => {
  expect(nameByContent(name, type)).toBe(name)
})
