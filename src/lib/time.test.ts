import { expect, it } from 'vitest'
import { fullTime, relativeTime } from './time'

it.each([
  ['2026-03-10T11:59:30Z', 'just now'],
  ['2026-03-10T11:58:00Z', '2 minutes ago'],
  ['2026-03-10T09:00:00Z', '3 hours ago'],
  ['2026-03-09T11:00:00Z', 'yesterday'],
  ['2026-02-20T12:00:00Z', '2 weeks ago'],
  ['2025-01-01T00:00:00Z', 'last year'],
  ['2026-03-12T13:00:00Z', 'in 2 days'],
])('%s is %s', (time, said) => {
  expect(relativeTime(time, '2026-03-10T12:00:00Z')).toBe(said)
})

it('a full time names its zone', () => {
  expect(fullTime('2026-03-10T09:05:00Z')).toBe('10 March 2026 at 09:05 UTC')
})
