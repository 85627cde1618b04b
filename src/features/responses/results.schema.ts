import { z } from 'zod'
import * as faults from './words/faults'
import * as filterFaults from './words/filter-faults'

const Day = z.iso.date(faults.day)

/** Which responses the results are of: those that count, after a filter. */
export const ReadResults = z.strictObject({
  filter: z.string(filterFaults.text).max(3000, filterFaults.long).optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type ReadResults = z.output<typeof ReadResults>
