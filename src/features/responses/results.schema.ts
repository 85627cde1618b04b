import { z } from 'zod'

const Day = z.iso.date('Write a day as 2026-12-31.')

/** Which responses the results are of: those that count, after a filter. */
export const ReadResults = z.strictObject({
  filter: z.string('The filter must be text.').max(3000, 'The filter is too long.').optional(),
  from: Day.optional(),
  to: Day.optional(),
})
export type ReadResults = z.output<typeof ReadResults>
