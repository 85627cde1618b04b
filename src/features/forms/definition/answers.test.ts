import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersSchema } from './answers.schema'
import { answerWords } from '../words/answers'
import { Definition } from './definition.schema'
import { follow } from './logic'
import { namesOf, readForm } from './read-form'
import { isQuestion } from './is-question'

const option = (value: string) => ({ value, label: value.toUpperCase() })
const two = [option('red'), option('blue')]
const define = (...fields: object[]) => Definition.parse({ fields })
const check = (fields: object[], answers: unknown) => answersSchema(define(...fields)).safeParse(answers)
const sentences = (fields: object[], answers: unknown) =>
  check(fields, answers).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
const no = { join: 'and', tests: [{ key: 'q', is: 'equal', value: false }] }
const q = (kind: string, more: object = {}) => ({ kind, key: 'q', label: 'Q', ...more })

const words = fc.oneof(
  fc.constantFrom(
    'red',
    'blue',
    'green',
    'yes',
    'no',
    '1',
    '7',
    '1.5',
    '1,5',
    '2026-11-28',
    '12:30',
    '_other',
  ),
  fc.constantFrom(
    'a@example.org',
    'https://example.org/x',
    '+49 30 123',
    '1,2,3,4;5,6,7,8',
    ' \u202Ered\r\nx ',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const kinds: object[] = [
  { kind: 'short_text', minLength: 2, maxLength: 9 },
  { kind: 'long_text' },
  { kind: 'email' },
  { kind: 'number', min: 1, max: 7 },
  { kind: 'number', isInteger: true },
  { kind: 'phone' },
  { kind: 'link' },
  { kind: 'date', min: '2026-01-01' },
  { kind: 'time', max: '18:00' },
  { kind: 'choice', options: two },
  { kind: 'choice', options: two, hasOther: true },
  { kind: 'choices', options: two, minChoices: 1, hasOther: true },
  { kind: 'choices', options: two, maxChoices: 1 },
  { kind: 'dropdown', options: two },
  { kind: 'yes_no' },
  { kind: 'rating', steps: 7 },
  { kind: 'scale' },
  { kind: 'matrix', rows: [option('one')], columns: two },
  { kind: 'ranking', options: two },
  { kind: 'signature', ways: ['drawn', 'typed'] },
  { kind: 'consent', text: 'Yes' },
  { kind: 'hidden' },
  { kind: 'section' },
  { kind: 'page_break' },
]
const fitting: Partial<Record<string, string>> = {
  email: 'a@example.org',
  number: '2',
  phone: '+49 30 123',
  link: 'https://example.org/x',
  date: '2026-11-28',
  time: '12:30',
  yes_no: 'no',
  rating: '7',
  scale: '7',
  consent: 'yes',
  signature: '',
  ranking: '',
}
const seed = fc.record({
  what: fc.constantFrom(...kinds),
  required: fc.boolean(),
  looksAt: fc.nat(),
  is: fc.constantFrom('answered', 'empty'),
  place: fc.constantFrom('none', 'shownIf', 'requiredIf', 'skipIf', 'endIf'),
})
const asked = /^(?!section|page_break)/

/** Conditions look at any earlier question; whether a value fits a kind is tested by itself above. */
const anyDefinition = fc.array(seed, { minLength: 1, maxLength: 8 }).map((seeds) => {
  const questions: string[] = []
  const fields = seeds.map(({ what, required, looksAt, is, place }, index) => {
    const key = `q${index}`
    const kind = 'kind' in what ? String(what.kind) : ''
    const target = questions[looksAt % Math.max(questions.length, 1)]
    const condition = target === undefined ? undefined : { join: 'and', tests: [{ key: target, is }] }
    const names =
      kind === 'page_break'
        ? ['skipIf', 'endIf']
        : kind === 'section'
          ? ['shownIf']
          : ['shownIf', 'requiredIf']
    if (asked.test(kind)) questions.push(key)
    return {
      ...what,
      key,
      ...(kind === 'page_break' || kind === 'section' ? { title: key } : { label: key }),
      ...(asked.test(kind) && kind !== 'hidden' && { required }),
      ...(kind !== 'hidden' && condition && names.includes(place) && { [place]: condition }),
    }
  })
  return define(...fields)
})

const definitionAndEntries = anyDefinition.chain((definition) => {
  const names = definition.fields.filter(isQuestion).flatMap(namesOf)
  const name = fc.constantFrom(...names, ...names, ...names, 'q0', '_key')
  const entries = fc.array(fc.tuple(name, words), { maxLength: 6 })
  // Half of the forms are answered as a person would: what fits, mostly, by each name and in order.
  const whole = definition.fields
    .filter(isQuestion)
    .flatMap((question) =>
      namesOf(question).map((one) =>
        fc.tuple(
          fc.constant(one),
          fc.oneof({ weight: 9, arbitrary: fc.constant(fitting[question.kind] ?? 'red') }, words),
        ),
      ),
    )
  return fc.record({ definition: fc.constant(definition), entries: fc.oneof(entries, fc.tuple(...whole)) })
})

describe('an answer is refused', () => {
  test.each<[why: string, field: object, answer: unknown, sentence: string]>([
    ['that is no text', q('short_text'), 7, 'of a wrong kind'],
    ['that is too short', q('short_text', { minLength: 3 }), 'ab', 'at least 3 characters'],
    ['that is too long', q('short_text', { maxLength: 3 }), 'abcd', 'at most 3 characters'],
    ['of a megabyte of emoji', q('long_text'), '😀'.repeat(262_144), 'at most 10,000 characters'],
    ['that is no address', q('email'), 'a@b', 'must be an e-mail address'],
    ['that is no phone number', q('phone'), 'call me', 'must be a phone number'],
    ['that is a script for a link', q('link'), 'javascript:alert(1)', 'begins with https://'],
    ['that is a link with a name and a password', q('link'), 'https://a:b@c.org', 'begins with https://'],
    ['that is text for a number', q('number'), '7', 'must be a number'],
    ['that is not whole', q('number', { isInteger: true }), 1.5, 'must be a whole number'],
    ['below the least', q('number', { min: 3 }), 2, 'must be 3 or more'],
    ['that is no day', q('date'), '2026-02-30', 'must be a date'],
    ['of a day too late', q('date', { max: '2026-01-31' }), '2026-02-01', 'must be January 31, 2026 or less'],
    ['that is no time', q('time'), '24:00', 'must be a time'],
    ['that is no option', q('choice', { options: two }), 'green', 'Choose one of the options'],
    ['with too many choices', q('choices', { options: two, maxChoices: 1 }), ['red', 'blue'], 'at most 1'],
    ['with too few choices', q('choices', { options: two, minChoices: 2 }), ['red'], 'at least 2'],
    ['with a choice twice', q('choices', { options: two }), ['red', 'red'], 'chosen twice'],
    [
      'with two words of its own',
      q('choices', { options: two, hasOther: true }),
      ['a', 'b'],
      'one of the options',
    ],
    ['of a text for yes or no', q('yes_no'), 'maybe', 'of a wrong kind'],
    ['above the steps', q('rating', { steps: 5 }), 6, 'Choose one of the options'],
    ['above 10', q('scale'), 11, 'Choose one of the options'],
    ['of half a matrix', q('matrix', { rows: two, columns: two }), { red: 'red' }, 'every row'],
    ['of a row that is not there', q('matrix', { rows: two, columns: two }), { x: 'red' }, 'every row'],
    ['of half a ranking', q('ranking', { options: two }), ['red'], 'a place of its own'],
    [
      'with too many files',
      q('file', { maxFiles: 1, maxBytes: 9, kinds: ['pdf'] }),
      [f(1), f(1)],
      'at most 1 file',
    ],
    [
      'with too large a file',
      q('file', { maxFiles: 1, maxBytes: 9, kinds: ['pdf'] }),
      [f(10)],
      'is larger than',
    ],
    ['with a drawn signature', q('signature', { ways: ['typed'] }), drawn([[1, 2, 3, 4]]), 'Sign at'],
    [
      'with a signature beside the paper',
      q('signature', { ways: ['drawn'] }),
      drawn([[1, 2, 3, 4000]]),
      'Sign at',
    ],
    ['without consent', q('consent', { text: 'Yes', required: true }), false, 'tick the box'],
    ['that is missing', q('short_text', { required: true }), ' \u200B ', 'needs an answer'],
  ])('%s', (_, field, answer, sentence) => {
    expect(sentences([field], { q: answer })).toEqual([expect.stringContaining(sentence)])
  })

  test('to a question that is not there, not shown, or on a page that was skipped', () => {
    const fields = [
      q('yes_no'),
      { kind: 'short_text', key: 'why', label: 'Why', shownIf: no },
      { kind: 'page_break', key: 'next', skipIf: no },
      { kind: 'short_text', key: 'more', label: 'More' },
    ]
    const answers = { q: false, why: 'x', more: 'y', other: 'z', __proto__: null }

    expect(sentences(fields, { ...answers, q: true })).toEqual([
      'why: “Why” is not asked with these answers. Leave it out.',
      'other: There is no question “other” in this form. Leave it out.',
    ])
    expect(sentences(fields, answers)).toEqual([
      'more: “More” is not asked with these answers. Leave it out.',
      'other: There is no question “other” in this form. Leave it out.',
    ])
  })

  test.each([null, 7, 'x', [], [{ q: 1 }]])('that is no object: %j', (answers) => {
    expect(sentences([q('short_text')], answers)).toEqual([expect.stringContaining('as an object')])
  })

  test('to the name that every object has', () => {
    expect(sentences([q('short_text')], JSON.parse('{"__proto__": {"q": "x"}}'))).toEqual([
      expect.stringContaining('__proto__'),
    ])
  })

  test('in the language of the form', () => {
    const definition = define(q('short_text', { required: true }))
    const { error } = answersSchema(definition, answerWords.de).safeParse({})
    expect(error?.issues[0]?.message).toBe('„Q“ braucht eine Antwort.')
  })
})

test('what could disguise something is left out, formulas stay as they are', () => {
  const text = '=HYPERLINK("x")\u202E\u0007\r\nnext \uD800'

  expect(check([q('long_text')], { q: text }).data).toEqual({ q: '=HYPERLINK("x")\nnext \uFFFD' })
  expect(check([q('short_text')], { q: text }).data).toEqual({ q: '=HYPERLINK("x") next \uFFFD' })
})

test('an answer that is not shown does not decide what comes later', () => {
  const fields = [
    q('yes_no'),
    { kind: 'yes_no', key: 'second', label: 'Second', shownIf: no },
    {
      kind: 'short_text',
      key: 'third',
      label: 'Third',
      shownIf: { join: 'and', tests: [{ key: 'second', is: 'answered' }] },
    },
  ]
  expect([...follow(define(...fields), { q: true, second: true }).shown]).toEqual(['q'])
  expect([...follow(define(...fields), { q: false, second: true }).shown]).toEqual(['q', 'second', 'third'])
})

test('a form ends early, leaves a page out, and passes over a page with nothing on it', () => {
  const fields = [
    q('number'),
    { kind: 'page_break', key: 'a', skipIf: is('equal', 1) },
    { kind: 'text_block', key: 'hello', text: 'Hello' },
    { kind: 'page_break', key: 'b' },
    { kind: 'short_text', key: 'never', label: 'Never', shownIf: is('equal', 2) },
    { kind: 'page_break', key: 'c', endIf: is('greater', 9) },
    { kind: 'text_block', key: 'bye', text: 'Bye' },
  ]
  const visited = (q: unknown) => follow(define(...fields), { q }).pages.map(({ index }) => index)

  expect(visited(undefined)).toEqual([0, 1, 3])
  expect(visited(1)).toEqual([0, 3])
  expect(visited(2)).toEqual([0, 1, 2, 3])
  expect(visited(10)).toEqual([0, 1])
  expect(follow(define(...fields), { q: 10 }).endsAfter).toBe(2)
})

describe('whatever the form and the answers', { timeout: 120_000 }, () => {
  test('a form in the browser, a form on the wire and JSON are taken or refused alike', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(definitionAndEntries, async ({ definition, entries }) => {
        const schema = answersSchema(definition)
        const browser = schema.safeParse(readForm(definition, toForm(entries)).answers)
        const encoded = new FormData()
        for (const [name, value] of new URLSearchParams(new URLSearchParams(entries).toString()))
          encoded.append(name, value)
        const multipart = await new Response(toForm(entries)).formData()
        const json: unknown = JSON.parse(JSON.stringify(readForm(definition, toForm(entries)).answers))
        const others = [readForm(definition, encoded).answers, readForm(definition, multipart).answers, json]

        for (const answers of others) expect(schema.safeParse(answers)).toEqual(browser)
        if (!browser.success) return
        taken += 1
        expect(schema.parse(browser.data)).toEqual(browser.data)
      }),
      { numRuns: 400 },
    )
    expect(taken).toBeGreaterThan(40)
  })

  test('logic comes to an end and shows only what there is', () => {
    fc.assert(
      fc.property(definitionAndEntries, fc.dictionary(fc.string(), fc.anything()), ({ definition }, junk) => {
        const keys = definition.fields.map(({ key }) => key)
        const answers = Object.fromEntries(
          Object.values(junk).map((value, index) => [keys[index] ?? 'x', value]),
        )
        const { shown, required, pages } = follow(definition, answers)
        expect(pages.length).toBeGreaterThan(0)
        expect([...shown].every((key) => keys.includes(key))).toBe(true)
        expect([...required].every((key) => shown.has(key))).toBe(true)
        expect(() => answersSchema(definition).safeParse(answers)).not.toThrow()
        expect(() => answersSchema(definition).safeParse(junk)).not.toThrow()
      }),
      { numRuns: 400 },
    )
  })
})

function f(bytes: number) {
  return { name: 'a.pdf', bytes }
}

function drawn(strokes: number[][]) {
  return { way: 'drawn', strokes }
}

function is(test: string, value: number) {
  return { join: 'and', tests: [{ key: 'q', is: test, value }] }
}

function toForm(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}
