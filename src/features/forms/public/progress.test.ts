import { describe, expect, it } from 'vitest'
import { progressOf } from './progress'

describe('how far somebody came', () => {
  it.each([
    ['a first page that was refused', 0, 0, 0, { reached: 0, starts: false, page: null }],
    ['the second page', 0, 0, 1, { reached: 1, starts: true, page: 2 }],
    ['a page that logic skipped to', 0, 0, 3, { reached: 3, starts: true, page: 4 }],
    ['the way back', 1, 1, 0, { reached: 1, starts: false, page: null }],
    ['the second page again', 1, 0, 1, { reached: 1, starts: false, page: null }],
    ['the third page', 1, 1, 2, { reached: 2, starts: false, page: 3 }],
    ['the review of one page', 0, 0, 'review', { reached: 1, starts: true, page: null }],
    ['a page to change, from the review', 2, 'review', 0, { reached: 2, starts: false, page: null }],
    ['one page that was sent', 0, 0, 'send', { reached: 1, starts: true, page: null }],
    ['the last of three that was sent', 2, 2, 'send', { reached: 2, starts: false, page: null }],
  ] as const)('counts once: %s', (_what, reached, from, to, counted) => {
    expect(progressOf(reached, from, to)).toEqual(counted)
  })
})
