import { z } from 'zod'
import { text } from '@/lib/text'
import { ResponseTags } from '../definition/tags'
import * as faults from '../words/faults'

/** What the forms of a response's page post: everything comes as text. */
export const ResponsePost = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('change'),
      status: z.enum(['new', 'in_work', 'done', 'spam'], { error: faults.chooseStatus }),
      assigneeId: z
        .string()
        .transform((id) => (id === '' ? null : id))
        .pipe(z.uuid(faults.accountId).nullable()),
      tags: z
        .string()
        .transform((tags) =>
          tags
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        )
        .pipe(ResponseTags),
      version: z.coerce.number(faults.version).int().positive(),
    }),
    z.object({
      intent: z.literal('comment'),
      text: text(faults.theComment, { max: 5000 }).refine((value) => value.trim() !== '', faults.noComment),
    }),
    z.object({ intent: z.literal('note') }),
    z.object({ intent: z.literal('release') }),
    z.object({ intent: z.literal('delete') }),
    z.object({ intent: z.literal('erase') }),
  ],
  faults.buttons,
)
export type ResponsePost = z.output<typeof ResponsePost>
