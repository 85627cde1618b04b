import { expect, test } from 'vitest'
import { diffLines } from './diff'

const tell = (theirs: string, mine: string) =>
  diffLines(theirs, mine).map(({ kind, pieces }) => `${kind}: ${pieces.join('/')}`)

test('What both have stands once, what one has is said to be theirs or mine', () => {
  expect(tell('a\nb\nc\nd', 'a\nx\nc\ny\nd')).toEqual([
    'same: a',
    'theirs: b',
    'mine: x',
    'same: c',
    'mine: y',
    'same: d',
  ])
})

test('The same text has no difference, and an empty one differs as a whole', () => {
  expect(tell('a\nb', 'a\nb')).toEqual(['same: a/b'])
  expect(tell('a', '')).toEqual(['theirs: a', 'mine: '])
})

test('Lines that repeat are counted once each', () => {
  expect(tell('a\na', 'a\na\na')).toEqual(['same: a/a', 'mine: a'])
  expect(tell('a\na\na', 'a')).toEqual(['same: a', 'theirs: a/a'])
})

test('Both texts can be put together again from it, however long they are', () => {
  const theirs = Array.from({ length: 3000 }, (_, line) => `line ${line % 7} ${line}`).join('\n')
  const mine = Array.from({ length: 3000 }, (_, line) => `line ${line % 5} ${line}`).join('\n')
  const parts = diffLines(theirs, mine)
  const without = (kind: string) =>
    parts
      .filter((part) => part.kind !== kind)
      .flatMap(({ pieces }) => pieces)
      .join('\n')
  expect(without('mine')).toBe(theirs)
  expect(without('theirs')).toBe(mine)
})
