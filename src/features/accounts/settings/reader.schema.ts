import { z } from 'zod'
import { locales } from '@/lib/locales'
import { timeZones } from '@/lib/time-zones'
import * as faults from '../words/settings-faults'

/** One of a list, or nothing, which leaves it to the browser. */
const oneOf = (list: readonly string[], sentence: string) =>
  z
    .string({ error: sentence })
    .refine((value) => value === '' || list.includes(value), sentence)
    .transform((value) => (value === '' ? null : value))

/** How dates and numbers are to be written for an account. */
export const ReaderChoice = z.strictObject({
  locale: oneOf(locales, faults.noSuchLanguage),
  timeZone: oneOf(timeZones, faults.noSuchZone),
})
export type ReaderChoice = z.output<typeof ReaderChoice>
