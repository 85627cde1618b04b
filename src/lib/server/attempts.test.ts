import { expect, it } from 'vitest'
import { countAttempt, forgetAttempts } from './attempts'

const limit = { max: 3, windowMs: 60_000 }

it('refuses the fourth try of three, says when to come back, and forgives when the time is over', () => {
  for (const now of [0, 1000, 2000]) countAttempt('a', limit, now)
  expect(() => countAttempt('a', limit, 30_000)).toThrow(
    expect.objectContaining({ code: 'limited', retryAfter: 30 }),
  )
  expect(() => countAttempt('b', limit, 30_000)).not.toThrow()
  expect(() => countAttempt('a', limit, 60_000)).not.toThrow()
})

it('forgets the tries before one that was right', () => {
  for (const now of [0, 1, 2]) countAttempt('c', limit, now)
  forgetAttempts('c')
  expect(() => countAttempt('c', limit, 3)).not.toThrow()
})
