import { describe, expect, test } from 'vitest'
import type { Question } from '@/features/forms/definition/field.schema'
import { asksForName, respondentOf } from './respondent'

const short = (key: string, label: string): Question => ({ kind: 'short_text', key, label })
const email: Question = { kind: 'email', key: 'mail', label: 'E-mail' }

describe('asksForName', () => {
  test.each([
    ['q1', 'Name of the company'],
    ['q1', 'Product name'],
    ['q1', 'What do you bring?'],
    ['company_name', 'Company'],
  ])('does not take %s, "%s", for a name', (key, label) => {
    expect(asksForName(short(key, label))).toBe(false)
  })

  test('does not take a long text for one, whatever it is called', () => {
    expect(asksForName({ kind: 'long_text', key: 'name', label: 'Name' })).toBe(false)
  })

  test.each([
    ['q1', 'Your name'],
    ['q1', 'Name:'],
    ['q1', 'Vor- und Nachname'],
    ['q1', 'Prénom'],
    ['q1', 'الاسم'],
    ['name', 'How shall we call you?'],
  ])('takes %s, "%s", for a name', (key, label) => {
    expect(asksForName(short(key, label))).toBe(true)
  })
})

describe('respondentOf', () => {
  const first = short('first_name', 'First name')
  const last = short('last_name', 'Last name')

  test.each([
    [[short('dish', 'Dish'), email], { dish: 'Soup' }, null],
    [[first, email], { first_name: '  ', mail: 7 }, null],
    [
      [first, last, email],
      { first_name: ' Ada', last_name: 'Lovelace', mail: 'ada@example.org' },
      'Ada Lovelace',
    ],
    [[email, last], { last_name: 'Lovelace', mail: 'ada@example.org' }, 'Lovelace'],
    [[email, first], { mail: 'ada@example.org' }, 'ada@example.org'],
    [[first], { first_name: 'ليلى' }, 'ليلى'],
  ])('of %# is who they said they are', (questions, answers, who) => {
    expect(respondentOf(questions, answers)).toBe(who)
  })
})
