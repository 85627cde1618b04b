import { expect, test } from 'vitest'
import type { Question } from '@/features/forms/definition/field.schema'
import { answerWords, shownAnswer } from './answer-words'

const day: Question = { kind: 'date', key: 'day', label: 'Day' }
const text: Question = { kind: 'short_text', key: 'text', label: 'Text' }

test('A date is shown as the reader writes it, and exported as it was answered', () => {
  expect(shownAnswer(day, '2026-11-28')).toBe('28 November 2026')
  expect(answerWords(day, '2026-11-28')).toBe('2026-11-28')
})

test('What only looks like a date, and what a date question never took, is shown as it is', () => {
  expect(shownAnswer(text, '2026-11-28')).toBe('2026-11-28')
  expect(shownAnswer(day, 'next week')).toBe('next week')
  expect(shownAnswer(day, '2026-13-01')).toBe('2026-13-01')
  expect(shownAnswer(day, undefined)).toBe('')
})
