import { describe, expect, test } from 'vitest'
import type { Question } from '@/features/forms/definition/field.schema'
import { startSummaries } from './summary'

const colour: Question = {
  kind: 'choice',
  key: 'colour',
  label: 'Colour',
  hasOther: true,
  options: [
    { value: 'red', label: 'Red' },
    { value: 'blue', label: 'Blue' },
  ],
}

function summarize(question: Question, answers: unknown[], withTexts = true) {
  const summaries = startSummaries([question], { withTexts })
  for (const answer of answers) summaries.add({ [question.key]: answer })
  return summaries.end()[0]
}

describe('the summary of', () => {
  test('choices counts each option, and all answers of one’s own together', () => {
    const summary = summarize(colour, ['red', 'red', 'blue', 'mauve', undefined, ''])
    expect(summary).toMatchObject({ chart: 'bars', answered: 4 })
    expect(summary?.points).toEqual([
      { label: 'Red', count: 2 },
      { label: 'Blue', count: 1 },
      { label: 'Other', count: 1 },
    ])
  })

  test('a scale is a net promoter score', () => {
    const summary = summarize({ kind: 'scale', key: 'nps', label: 'Recommend?' }, [10, 9, 8, 0, 0])
    expect(summary?.figures[0]).toEqual({ label: 'Net promoter score', value: '0' })
    expect(summary?.points).toHaveLength(11)
  })

  test('a rating has a mean', () => {
    const summary = summarize({ kind: 'rating', key: 'stars', label: 'Stars', steps: 5 }, [5, 4, 4])
    expect(summary?.figures).toEqual([{ label: 'Mean', value: '4.33' }])
  })

  test('numbers is a histogram of ten stretches that hold them all', () => {
    const summary = summarize(
      { kind: 'number', key: 'age', label: 'Age' },
      Array.from({ length: 100 }, (_, n) => n),
    )
    expect(summary?.points).toHaveLength(10)
    expect(summary?.points.reduce((sum, { count }) => sum + count, 0)).toBe(100)
    expect(summary?.figures).toContainEqual({ label: 'Median', value: '50' })
  })

  test('texts is their words, and nothing where single answers are not to be read', () => {
    const text: Question = { kind: 'long_text', key: 'why', label: 'Why?' }
    const answers = ['Fresh bread and rolls', 'The bread!', 'Secret 4711']
    expect(summarize(text, answers)?.points).toEqual([{ label: 'bread', count: 2 }])
    expect(summarize(text, answers, false)).toMatchObject({ chart: 'none', answered: 3, points: [] })
  })

  test('texts holds no names of people and no addresses', () => {
    const name: Question = { kind: 'short_text', key: 'q1', label: 'Your name' }
    expect(summarize(name, ['Ada Lovelace', 'Ada Byron'])).toMatchObject({ chart: 'none', points: [] })
    const mail: Question = { kind: 'email', key: 'mail', label: 'E-mail' }
    expect(summarize(mail, ['ada@example.org', 'ada@example.org'])?.points).toEqual([])
    const text: Question = { kind: 'long_text', key: 'why', label: 'Why?' }
    expect(summarize(text, ['write ada@example.org', 'write ada@example.org'])?.points).toEqual([
      { label: 'write', count: 2 },
    ])
  })

  test('a matrix has a chart for each row', () => {
    const option = (value: string) => ({ value, label: value.toUpperCase() })
    const matrix: Question = {
      kind: 'matrix',
      key: 'm',
      label: 'M',
      rows: [option('a'), option('b')],
      columns: [option('x'), option('y')],
    }
    expect(summarize(matrix, [{ a: 'x' }, { a: 'y', b: 'y' }])?.rows).toEqual([
      {
        label: 'A',
        points: [
          { label: 'X', count: 1 },
          { label: 'Y', count: 1 },
        ],
      },
      {
        label: 'B',
        points: [
          { label: 'X', count: 0 },
          { label: 'Y', count: 1 },
        ],
      },
    ])
  })

  test('a ranking says who came first and the mean place', () => {
    const ranking: Question = { kind: 'ranking', key: 'r', label: 'R', options: colour.options }
    const summary = summarize(ranking, [
      ['red', 'blue'],
      ['blue', 'red'],
      ['blue', 'red'],
    ])
    expect(summary?.points.map(({ count }) => count)).toEqual([1, 2])
    expect(summary?.figures[1]).toEqual({ label: 'Mean place of Blue', value: '1.33' })
  })

  test.each([null, 4, {}, [], [{}], 'x', true])('any question outlives a strange answer: %j', (answer) => {
    const kinds: Question[] = [
      colour,
      { kind: 'number', key: 'n', label: 'N' },
      { kind: 'date', key: 'd', label: 'D' },
      { kind: 'rating', key: 's', label: 'S', steps: 5 },
      { kind: 'ranking', key: 'r', label: 'R', options: colour.options },
    ]
    for (const question of kinds) expect(() => summarize(question, [answer])).not.toThrow()
  })
})

test('numbers of very many kinds take bounded memory, and mean, least and greatest stay exact', () => {
  const summaries = startSummaries([{ kind: 'number', key: 'age', label: 'Age' }], { withTexts: true })
  for (let place = 1; place <= 100_001; place += 1) summaries.add({ age: place })
  const [summary] = summaries.end()
  expect(summary?.figures).toEqual([
    { label: 'Mean', value: '50001' },
    { label: 'Median', value: '50000' },
    { label: 'Least', value: '1' },
    { label: 'Greatest', value: '100001' },
  ])
  expect(summary?.points.reduce((sum, { count }) => sum + count, 0)).toBe(100_001)
})
