import { z } from 'zod'
import { neededLine } from '@/lib/text'

const limits = { tags: 20, letters: 40 } as const

/** As tags are kept: in small letters, composed. */
export const KnownTag = neededLine('A tag', {
  max: limits.letters,
  tidy: (tag) => tag.toLowerCase().normalize('NFC'),
})

/** One that is given: a comma would divide it where tags are written one after the other. */
export const ResponseTag = KnownTag.refine(
  (tag) => !tag.includes(','),
  'A tag has no comma. Make two of it, or leave it out.',
)

/** Each once. */
export const ResponseTags = z
  .array(ResponseTag, { error: 'The tags must be a list of texts.' })
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.length <= limits.tags, `A response may have at most ${limits.tags} tags.`)
