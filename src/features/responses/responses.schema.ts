import { z } from 'zod'
import { line, neededLine, text, wholeNumber } from '@/lib/text'
import { KnownTag, ResponseTag, ResponseTags } from './definition/tags'

export const responseLimits = { comment: 5000, reason: 300, ids: 500 } as const

export const ResponseStatus = z.enum(['new', 'in_work', 'done', 'spam'], {
  error: 'The status must be "new", "in_work", "done" or "spam".',
})
export type ResponseStatus = z.infer<typeof ResponseStatus>

/** What a list shows: everything that counts, one status, or what waits in quarantine. Spam and quarantine stand apart. */
export const ResponseView = z.enum(['all', 'new', 'in_work', 'done', 'spam', 'quarantine'], {
  error: 'The status must be "all", "new", "in_work", "done", "spam" or "quarantine".',
})
export type ResponseView = z.infer<typeof ResponseView>

/** `submitted`, `status`, or the key of a question; a `-` before it turns it round. */
const Sort = z
  .string('The sort must be text.')
  .regex(
    /^-?[a-z][a-z0-9_]{0,39}$/,
    'Sort by "submitted", "status", or the key of a question; "-" turns it round.',
  )

const query = {
  status: ResponseView.default('all'),
  q: line('The search', { max: 200 }).optional(),
  /** As `definition/filter.ts` reads it. */
  filter: z.string('The filter must be text.').max(3000, 'The filter is too long.').optional(),
}

/** Which responses: what a list, an export, results and a change of many have in common. */
export const WhichResponses = z.strictObject(query)
export type WhichResponses = z.output<typeof WhichResponses>

export const ListResponses = z.strictObject({
  ...query,
  sort: Sort.default('-submitted'),
  limit: wholeNumber('The limit', { min: 1, max: 100 }).default(20),
  cursor: z.string().max(1000, 'This cursor is not of this list. Start again without one.').optional(),
})
export type ListResponses = z.output<typeof ListResponses>

export const ExportResponses = z.strictObject({
  ...query,
  format: z.enum(['csv', 'jsonl'], { error: 'The format must be "csv" or "jsonl".' }).default('csv'),
})
export type ExportResponses = z.output<typeof ExportResponses>

const Assignee = z.uuid('This is not the id of an account.').nullable()

/** What may be changed of a response. Answers are changed with a reason, which its history keeps. */
export const UpdateResponse = z
  .strictObject(
    {
      status: ResponseStatus.optional(),
      assigneeId: Assignee.optional(),
      tags: ResponseTags.optional(),
      answers: z.record(z.string(), z.unknown(), 'The answers must be an object.').optional(),
      reason: neededLine('The reason', { max: responseLimits.reason }).optional(),
      version: z
        .int('The version must be a whole number.')
        .positive('The version must be positive.')
        .optional(),
    },
    'Send the changes as a JSON object.',
  )
  .refine(
    (input) => Object.keys(input).some((key) => key !== 'version' && key !== 'reason'),
    'Nothing to change was given.',
  )
  .refine((input) => (input.answers === undefined) === (input.reason === undefined), {
    path: ['reason'],
    message: 'Changed answers need a reason, and only they do.',
  })
export type UpdateResponse = z.output<typeof UpdateResponse>

/** What the page that edits answers posts beside them. */
export const EditAnswers = z.object({
  reason: neededLine('The reason', { max: responseLimits.reason }),
  version: z.coerce.number('The version must be a number.').int().positive(),
})

export const CreateComment = z.strictObject(
  {
    text: text('The comment', { max: responseLimits.comment }).refine(
      (value) => value.trim() !== '',
      'The comment is missing.',
    ),
  },
  'Send the comment as a JSON object.',
)
export type CreateComment = z.output<typeof CreateComment>

/** What is done with many responses at once. */
export const ChangeOfMany = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('status'), status: ResponseStatus }),
    z.strictObject({ do: z.literal('assign'), assigneeId: Assignee }),
    z.strictObject({ do: z.literal('tag'), tag: ResponseTag }),
    z.strictObject({ do: z.literal('untag'), tag: KnownTag }),
    z.strictObject({ do: z.literal('release') }),
    z.strictObject({ do: z.literal('delete') }),
  ],
  { error: 'What is done must be "status", "assign", "tag", "untag", "release" or "delete".' },
)
export type ChangeOfMany = z.output<typeof ChangeOfMany>

/** Named by their ids, or all that a list shows. */
export const ChangeResponses = z
  .strictObject({
    ids: z
      .array(z.uuid('This is not the id of a response.'), 'The ids must be a list.')
      .min(1, 'Name at least one response.')
      .max(responseLimits.ids, `Name at most ${responseLimits.ids} responses at once.`)
      .optional(),
    which: WhichResponses.optional(),
    change: ChangeOfMany,
  })
  .refine(({ ids, which }) => (ids === undefined) !== (which === undefined), 'Send either "ids" or "which".')
export type ChangeResponses = z.output<typeof ChangeResponses>

/** What came of it; with `isLeft` there are more, and the same call goes on with them. */
export const ChangedResponses = z.object({ changed: z.number(), isLeft: z.boolean() })
export type ChangedResponses = z.infer<typeof ChangedResponses>

export const EraseAddress = z.strictObject({
  email: z.email('This is not an e-mail address.').transform((value) => value.toLowerCase()),
})
export type EraseAddress = z.output<typeof EraseAddress>

/** `newest` is the one that came last, null for none. */
export const Arrivals = z.object({ count: z.number(), newest: z.string().nullable() })
export type Arrivals = z.infer<typeof Arrivals>
export const CountArrivals = z.strictObject({ after: z.uuid('This is not the id of a response.').optional() })
export type CountArrivals = z.output<typeof CountArrivals>

const Person = z.object({ id: z.string(), name: z.string() })

/** A response as a list shows it. Times are ISO 8601 UTC; `answers` is exactly what was kept. */
export const ResponseItem = z.object({
  id: z.string(),
  formVersion: z.number(),
  status: ResponseStatus,
  quarantined: z.boolean(),
  answers: z.record(z.string(), z.unknown()),
  assignee: Person.nullable(),
  tags: z.array(z.string()),
  version: z.number(),
  submittedAt: z.string(),
  updatedAt: z.string(),
})
export type ResponseItem = z.infer<typeof ResponseItem>

export type ResponseComment = {
  id: string
  author: { id: string; name: string } | null
  text: string
  createdAt: string
}

/** An earlier state of the answers: what they were before somebody changed them, and why. */
export type ResponseEdit = {
  id: string
  editor: { id: string; name: string } | null
  reason: string
  before: Record<string, unknown>
  after: Record<string, unknown>
  createdAt: string
}

/**
 * A change of what the team makes of a response. `was` and `became` are a status or `quarantine`, a person's name, or a tag;
 * null for none. `isOfMany` when others were changed with it.
 */
export type ResponseChange = {
  actor: { id: string; name: string } | null
  what: 'status' | 'assignee' | 'tag'
  was: string | null
  became: string | null
  isOfMany: boolean
  createdAt: string
}

export type ResponseDetail = ResponseItem & {
  formId: string
  quarantineReason: string | null
  /** The personal link that it came by; null without one, and where answers are anonymous. */
  link: { id: string; label: string } | null
  comments: ResponseComment[]
  edits: ResponseEdit[]
  changes: ResponseChange[]
}
