import { expect, test } from 'vitest'
import { tooManyTries, waitWords } from './wait-words'

test.each([
  [-1, 'You can try again now.'],
  [0, 'You can try again now.'],
  [1, 'You can try again in 1 second.'],
  [90, 'You can try again in 90 seconds.'],
  [91, 'You can try again in 2 minutes.'],
])('%d seconds', (seconds, words) => {
  expect(waitWords(seconds)).toBe(words)
})

test('too many tries are told together with the wait', () => {
  expect(tooManyTries(4)).toBe('Too many tries. You can try again in 4 seconds.')
})
