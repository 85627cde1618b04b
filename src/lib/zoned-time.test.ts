import { expect, it } from 'vitest'
import { instantOf, isTimeZone, wallTimeOf } from './zoned-time'

it.each(['', 'Nowhere/Town', 'Europe/Berlin; DROP', '../etc'])('%j is no time zone', (name) => {
  expect(isTimeZone(name)).toBe(false)
})

it.each(['tomorrow', '2026-13-01T10:00', '2026-02-30T10:00', '2026-01-01'])(
  '%j is no time on a clock, and comes back as it is',
  (text) => {
    expect(instantOf(text, 'Europe/Berlin')).toBe(text)
  },
)

it.each([
  ['2026-12-24T18:30', 'UTC', '2026-12-24T18:30:00Z'],
  ['2026-12-24T18:30', 'Europe/Berlin', '2026-12-24T17:30:00Z'],
  ['2026-07-24T18:30', 'Europe/Berlin', '2026-07-24T16:30:00Z'],
  ['2026-07-24T00:15', 'Asia/Kathmandu', '2026-07-23T18:30:00Z'],
  // Left out in spring, shown twice in autumn.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
])('%s in %s is %s', (wall, zone, instant) => {
  expect(isTimeZone(zone)).toBe(true)
  expect(instantOf(wall, zone)).toBe(instant)
})

it.each([
  ['2026-12-24T17:30:00Z', 'Europe/Berlin', '2026-12-24T18:30'],
  ['2026-12-24T17:30:59.5Z', 'America/New_York', '2026-12-24T12:30'],
])('at %s clocks of %s show %s', (instant, zone, wall) => {
  expect(wallTimeOf(instant, zone)).toBe(wall)
})
