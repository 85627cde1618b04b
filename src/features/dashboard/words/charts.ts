import { writeNumber } from '@/lib/numbers'

export const overTime = 'Over time'
export const clocks = (zone: string) => `Days by the clocks of ${zone}.`
export const howFarBack = 'How far back'
export const range = (days: number) => (days === 365 ? 'A year' : `${days} days`)
export const nothing = 'Nothing happened in this time. Look further back.'

export const activity = 'Activity'
export const byKind = (title: string) => `${title} by kind`
export const tableOf = (title: string) => `Table of ${title.toLowerCase()}`

export const day = 'Day'
export const weekFrom = 'Week from'

type Peak = { most: number; when: string; unit: string }

/** The chart in a sentence, for those who listen. */
export function summary(
  title: string,
  all: number,
  [first, last]: [string, string],
  { most, when, unit }: Peak,
) {
  const peak = unit === day ? `on ${when}` : `in the week from ${when}`
  return `${title}: ${writeNumber(all)} from ${first} to ${last}, the most, ${writeNumber(most)}, ${peak}.`
}
