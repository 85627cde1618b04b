import { z } from 'zod'
import { text } from '@/lib/text'
import { ResponseTags } from '../definition/tags'

/** What the forms of a response's page post: everything comes as text. */
export const ResponsePost = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('change'),
      status: z.enum(['new', 'in_work', 'done', 'spam'], { error: 'Choose a status.' }),
      assigneeId: z
        .string()
        .transform((id) => (id === '' ? null : id))
        .pipe(z.uuid('This is not the id of an account.').nullable()),
      tags: z
        .string()
        .transform((tags) =>
          tags
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        )
        .pipe(ResponseTags),
      version: z.coerce.number('The version must be a number.').int().positive(),
    }),
    z.object({
      intent: z.literal('comment'),
      text: text('The comment', { max: 5000 }).refine(
        (value) => value.trim() !== '',
        'The comment is missing.',
      ),
    }),
    z.object({ intent: z.literal('note') }),
    z.object({ intent: z.literal('release') }),
    z.object({ intent: z.literal('delete') }),
    z.object({ intent: z.literal('erase') }),
  ],
  'Use one of the buttons of this page.',
)
export type ResponsePost = z.output<typeof ResponsePost>
