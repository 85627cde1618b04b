import { z } from 'zod'
import { line, neededLine, text, wholeNumber } from '@/lib/text'
import { KnownTag, ResponseTag, ResponseTags } from './definition/tags'
import * as faults from './words/faults'
import * as filterFaults from './words/filter-faults'

export const responseLimits = { comment: 5000, reason: 300, ids: 500 } as const

export const ResponseStatus = z.enum(['new', 'in_work', 'done', 'spam'], {
  error: faults.status,
})
export type ResponseStatus = z.infer<typeof ResponseStatus>

/** What a list shows: everything that counts, one status, or what waits in quarantine. Spam and quarantine stand apart. */
export const ResponseView = z.enum(['all', 'new', 'in_work', 'done', 'spam', 'quarantine'], {
  error: faults.view,
})
export type ResponseView = z.infer<typeof ResponseView>

/** `submitted`, `status`, or the key of a question; a `-` before it turns it round. */
const Sort = z.string(faults.sort).regex(/^-?[a-z][a-z0-9_]{0,39}$/, faults.sortBy)

const query = {
  status: ResponseView.default('all'),
  q: line(faults.theSearch, { max: 200 }).optional(),
  /** As `definition/filter.ts` reads it. */
  filter: z.string(filterFaults.text).max(3000, filterFaults.long).optional(),
}

/** Which responses: what a list, an export, results and a change of many have in common. */
export const WhichResponses = z.strictObject(query)
export type WhichResponses = z.output<typeof WhichResponses>

export const ListResponses = z.strictObject({
  ...query,
  sort: Sort.default('-submitted'),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(1000, faults.cursor).optional(),
})
export type ListResponses = z.output<typeof ListResponses>

export const ExportResponses = z.strictObject({
  ...query,
  format: z.enum(['csv', 'jsonl'], { error: faults.format }).default('csv'),
})
export type ExportResponses = z.output<typeof ExportResponses>

const Assignee = z.uuid(faults.accountId).nullable()

/** What may be changed of a response. Answers are changed with a reason, which its history keeps. */
export const UpdateResponse = z
  .strictObject(
    {
      status: ResponseStatus.optional(),
      assigneeId: Assignee.optional(),
      tags: ResponseTags.optional(),
      answers: z.record(z.string(), z.unknown(), faults.answers).optional(),
      reason: neededLine(faults.theReason, { max: responseLimits.reason }).optional(),
      version: z.int(faults.wholeVersion).positive(faults.positiveVersion).optional(),
    },
    faults.changes,
  )
  .refine((input) => Object.keys(input).some((key) => key !== 'version' && key !== 'reason'), faults.noChange)
  .refine((input) => (input.answers === undefined) === (input.reason === undefined), {
    path: ['reason'],
    message: faults.reasonGoesWithAnswers,
  })
export type UpdateResponse = z.output<typeof UpdateResponse>

/** What the page that edits answers posts beside them. */
export const EditAnswers = z.object({
  reason: neededLine(faults.theReason, { max: responseLimits.reason }),
  version: z.coerce.number(faults.version).int().positive(),
})

export const CreateComment = z.strictObject(
  {
    text: text(faults.theComment, { max: responseLimits.comment }).refine(
      (value) => value.trim() !== '',
      faults.noComment,
    ),
  },
  faults.comment,
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
  { error: faults.whatIsDone },
)
export type ChangeOfMany = z.output<typeof ChangeOfMany>

/** Named by their ids, or all that a list shows. */
export const ChangeResponses = z
  .strictObject({
    ids: z
      .array(z.uuid(faults.responseId), faults.ids)
      .min(1, faults.noIds)
      .max(responseLimits.ids, faults.manyIds(responseLimits.ids))
      .optional(),
    which: WhichResponses.optional(),
    change: ChangeOfMany,
  })
  .refine(({ ids, which }) => (ids === undefined) !== (which === undefined), faults.idsOrWhich)
export type ChangeResponses = z.output<typeof ChangeResponses>

/** What came of it; with `isLeft` there are more, and the same call goes on with them. */
export const ChangedResponses = z.object({ changed: z.number(), isLeft: z.boolean() })
export type ChangedResponses = z.infer<typeof ChangedResponses>

export const EraseAddress = z.strictObject({
  email: z.email(faults.email).transform((value) => value.toLowerCase()),
})
export type EraseAddress = z.output<typeof EraseAddress>

/** `newest` is the one that came last, null for none. */
export const Arrivals = z.object({ count: z.number(), newest: z.string().nullable() })
export type Arrivals = z.infer<typeof Arrivals>
export const CountArrivals = z.strictObject({ after: z.uuid(faults.responseId).optional() })
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
