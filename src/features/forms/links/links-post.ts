import { z } from 'zod'
import { readLinkLines } from './link-lines'
import { CreateLinks } from './links.schema'
import * as faults from '../words/link-faults'

/** What the forms of the page of links post. `as` is how the new ones are shown: on the page, or as a file. */
export const LinksPost = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('make'),
      links: CreateLinks,
      as: z.enum(['page', 'csv']).catch('page'),
      /** How many there were when the page was opened: one that is loaded again makes no others. */
      total: z.coerce.number(),
    }),
    z.object({ intent: z.literal('revoke'), linkId: z.uuid(faults.noId) }),
  ],
  faults.noButton,
)
export type LinksPost = z.output<typeof LinksPost>

/** The posted texts as the input of `LinksPost`. */
export function readLinksPost(fields: Record<string, string>): unknown {
  const { intent, as, total } = fields
  if (intent === 'count') return { intent: 'make', as, total, links: { count: Number(fields['count']) } }
  if (intent !== 'people') return fields
  const people = readLinkLines(fields['people'] ?? '')
  return { intent: 'make', as, total, links: { people, mail: fields['mail'] !== undefined } }
}
