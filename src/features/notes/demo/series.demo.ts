import type { Chance } from '@/lib/server/demo-chance'
import type { CreateNote } from '../notes.schema'
import type { NoteMark } from '../notes.server'

/**
 * A note of the demo: `age` is how many days before now it was written, `edited` how many it was last changed. `[[A title]]` in
 * its text becomes a link to an older note of this title.
 */
export type DemoNote = {
  age: number
  edited?: number
  title: string
  tags?: string[]
  visibility?: CreateNote['visibility']
  mark?: NoteMark
  body: string
}

/** What a series makes its next note from. `number` counts from 1, `day` is when it is written, `before` the last one’s title. */
export type Turn = { number: number; age: number; day: Date; chance: Chance; before: string | null }

/** Notes of one kind: `share` of all notes of a workspace. */
export type Series = { share: number; make: (turn: Turn) => Omit<DemoNote, 'age'> }

const written = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
const withYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** `14 March`. */
export const dayOf = (day: Date) => written.format(day)
/** `March 2026`. */
export const monthOf = (day: Date) => withYear.format(day)
/** `Saturday`. */
export const weekdayOf = (day: Date) => weekday.format(day)

/** So many different ones of a list, in an order of chance. */
export function some<T>(chance: Chance, list: readonly T[], count: number): T[] {
  return list
    .map((one) => ({ one, place: chance.next() }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ one }) => one)
}

/** Cells as a row of a Markdown table. */
export const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`
