import { expect, test } from 'vitest'
import { readLinkLines } from './link-lines'

test('A pasted list is read a person a line, whichever way it is written', () => {
  const text =
    'Ada Lovelace <ada@example.org>\r\n"Hopper, Grace" <grace@example.org>\n\n  edsger@example.org  \nTable 4\nBarbara;barbara@example.org\nalan@example.org\tAlan\nLovelace, Ada'
  expect(readLinkLines(text)).toEqual([
    { label: 'Ada Lovelace', email: 'ada@example.org' },
    { label: 'Hopper, Grace', email: 'grace@example.org' },
    { label: 'edsger@example.org', email: 'edsger@example.org' },
    { label: 'Table 4' },
    { label: 'Barbara', email: 'barbara@example.org' },
    { label: 'Alan', email: 'alan@example.org' },
    { label: 'Lovelace, Ada' },
  ])
  expect(readLinkLines(' \n ')).toEqual([])
})
