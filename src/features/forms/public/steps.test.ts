import { describe, expect, test } from 'vitest'
import { Definition } from '../definition/definition.schema'
import { readForm } from '../definition/read-form'
import { wordsOf } from '../words/public'
import { postedValues, startValues, toFields } from './control-values'
import { move, type Go, type Step } from './steps'

const when = (key: string, value: unknown) => ({ join: 'and', tests: [{ key, is: 'equal', value }] })
const definition = Definition.parse({
  fields: [
    { kind: 'yes_no', key: 'comes', label: 'Do you come?', required: true },
    { kind: 'short_text', key: 'why', label: 'Why not?', required: true, shownIf: when('comes', false) },
    { kind: 'page_break', key: 'second', endIf: when('comes', false) },
    { kind: 'number', key: 'guests', label: 'How many?', required: true, default: 1, prefill: 'n' },
    { kind: 'page_break', key: 'third', skipIf: when('guests', 0) },
    { kind: 'short_text', key: 'names', label: 'Their names', required: true },
  ],
})

const go = (
  answers: Record<string, unknown>,
  at: Step,
  button: Go,
  more: { seen?: string[]; hasReview?: boolean } = {},
) =>
  move(
    {
      definition,
      answers,
      at,
      seen: more.seen ? new Set(more.seen) : null,
      hasReview: more.hasReview ?? false,
      filesLast: false,
      words: wordsOf('en'),
    },
    button,
  )
const keys = (issues: { path: (string | number)[] }[]) => issues.map(({ path }) => path[0])

describe('a step forward is refused', () => {
  test('while something on the page is missing', () => {
    const moved = go({}, 0, 'next')
    expect(moved.to).toBe(0)
    expect('issues' in moved && keys(moved.issues)).toEqual(['comes'])
  })

  test('when an answer leads to another question on the page, which is not blamed yet', () => {
    expect(go({ comes: false }, 0, 'next', { seen: ['comes'] })).toEqual({
      to: 0,
      issues: [],
      note: 'newQuestions',
    })
  })

  test('at the end, to the first page where something is wrong', () => {
    const moved = go({ comes: true, guests: 99.5, names: 'A', other: 1 }, 'review', 'next', {
      hasReview: true,
    })
    expect(moved.to).toBe('review')
    const earlier = go({ comes: true, names: 'A' }, 2, 'next')
    expect(earlier.to).toBe(1)
  })
})

test('pages are visited, left out and the last ones by the answers', () => {
  expect(go({ comes: true }, 0, 'next')).toEqual({ to: 1, issues: [] })
  expect(go({ comes: true, guests: 2 }, 1, 'next')).toEqual({ to: 2, issues: [] })
  expect(go({ comes: true, guests: 0 }, 1, 'next')).toEqual({
    to: 'send',
    answers: { comes: true, guests: 0 },
  })
  expect(go({ comes: false, why: 'Away', guests: 1 }, 0, 'next')).toEqual({
    to: 'send',
    answers: { comes: false, why: 'Away' },
  })
  expect(go({ comes: true, guests: 0 }, 1, 'next', { hasReview: true }).to).toBe('review')
})

test('back leads to the page before, whatever is missing, and a page can be opened from the review', () => {
  expect(go({ comes: true }, 2, 'back').to).toBe(1)
  expect(go({ comes: true, guests: 0 }, 'review', 'back', { hasReview: true }).to).toBe(1)
  expect(go({}, 0, 'back').to).toBe(0)
  expect(go({ comes: true }, 'review', 0, { hasReview: true }).to).toBe(0)
})

test('a form begins with defaults, or with what the address says', () => {
  expect(startValues(definition, new URLSearchParams())).toEqual({ guests: ['1'] })
  expect(startValues(definition, new URLSearchParams('n=3'))).toEqual({ guests: ['3'] })
})

test('what was typed comes back as it was, without the page’s own fields', () => {
  const form = new FormData()
  form.append('comes', 'yes')
  form.append('_key', 'x')
  const values = postedValues(form)

  expect(values).toEqual({ comes: ['yes'] })
  expect(readForm(definition, toFields(values)).answers).toMatchObject({ comes: true })
})
