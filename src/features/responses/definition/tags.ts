import { z } from 'zod'
import { neededLine } from '@/lib/text'
import * as faults from '../words/faults'

const limits = { tags: 20, letters: 40 } as const

/** As tags are kept: in small letters, composed. */
export const KnownTag = neededLine(faults.theTag, {
  max: limits.letters,
  tidy: (tag) => tag.toLowerCase().normalize('NFC'),
})

/** One that is given: a comma would divide it where tags are written one after the other. */
export const ResponseTag = KnownTag.refine((tag) => !tag.includes(','), faults.comma)

/** Each once. */
export const ResponseTags = z
  .array(ResponseTag, { error: faults.tags })
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.length <= limits.tags, faults.manyTags(limits.tags))
