import { expect, it } from 'vitest'
import { measurePace, paceOf } from './pace'

const signal = new AbortController().signal

it('the pace of times says how many a second, and what half and 99 of 100 took at most', () => {
  const times = Array.from({ length: 200 }, (_, place) => 200 - place)
  expect(paceOf(times, 4000)).toEqual({ rate: 50, p50: 100, p99: 198 })
})

it('something slower than the time that is given to it is done once by each', async () => {
  const places: number[] = []
  await measurePace((place) => void places.push(place), { milliseconds: 0, side: 3, signal })
  expect(places).toEqual([1, 2, 3])
})

it('what fails, and what is stopped, ends the measuring', async () => {
  const how = { milliseconds: 1000, side: 1, signal }
  await expect(measurePace(() => Promise.reject(new Error('refused')), how)).rejects.toThrow('refused')
  const stopped = AbortSignal.abort(new Error('stopped'))
  await expect(measurePace(() => undefined, { ...how, signal: stopped })).rejects.toThrow('stopped')
})
