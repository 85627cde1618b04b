import { expect, test } from 'vitest'
import { nextWait, pace, type Look } from './arrival-pace'

function waits(looks: Look[]): (number | null)[] {
  let wait: number | null = pace.least
  return looks.map((look) => (wait = wait === null ? null : nextWait(wait, look)))
}

test('while nothing comes it is asked ever more seldom, within bounds', () => {
  const list = waits(Array.from({ length: 40 }, () => 'none'))
  expect(list[0]).toBe(6250)
  expect(list.at(-1)).toBe(pace.idle)
})

test('a failure doubles the wait, up to two minutes, and an arrival ends all that', () => {
  expect(waits(['failed', 'failed', 'some'])).toEqual([10_000, 20_000, pace.least])
  expect(waits(Array.from({ length: 20 }, () => 'failed')).at(-1)).toBe(pace.failed)
})

test('a form that is gone is asked for no more', () => {
  expect(nextWait(pace.least, 'over')).toBeNull()
})
