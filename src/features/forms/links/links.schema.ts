import { z } from 'zod'
import { line, wholeNumber } from '@/lib/text'

export const linkLimits = { label: 120, atOnce: 500, mailsAtOnce: 100, ofForm: 10_000 } as const

const Email = z
  .email('This is not an e-mail address.')
  .max(254, 'The address is too long.')
  .transform((email) => email.toLowerCase())

/** Whom a link is for, as the team writes it; nobody else reads it. */
export const LinkPerson = z.strictObject({
  label: line('The label', { max: linkLimits.label }).default(''),
  email: Email.optional(),
})
export type LinkPerson = z.output<typeof LinkPerson>

/** A number of links that are nobody's, or one for each person; `mail` sends them to those who have an address. */
export const CreateLinks = z.union(
  [
    z.strictObject({
      count: z
        .int('The number of links must be a whole number.')
        .min(1, 'Make at least one link.')
        .max(linkLimits.atOnce, `Make at most ${linkLimits.atOnce} links at once.`),
    }),
    z
      .strictObject({
        people: z
          .array(LinkPerson, 'The people must be a list.')
          .min(1, 'Name at least one person.')
          .max(linkLimits.atOnce, `Make at most ${linkLimits.atOnce} links at once.`),
        mail: z.boolean('"mail" must be true or false.').default(false),
      })
      .refine(
        ({ people, mail }) =>
          !mail || people.filter(({ email }) => email !== undefined).length <= linkLimits.mailsAtOnce,
        {
          message: `Mail at most ${linkLimits.mailsAtOnce} links at once.`,
          path: ['people'],
        },
      ),
  ],
  { error: 'Send "count", or "people" with labels and addresses.' },
)
export type CreateLinks = z.output<typeof CreateLinks>

export const ListLinks = z.strictObject({
  limit: wholeNumber('The limit', { min: 1, max: 100 }).default(50),
  cursor: z.string().max(500, 'This cursor is not of this list. Start again without one.').optional(),
})
export type ListLinks = z.output<typeof ListLinks>

export const LinkParams = z.object({
  id: z.uuid('This must be a UUID.'),
  linkId: z.uuid('This must be a UUID.'),
})

export type LinkState = 'unused' | 'used' | 'revoked'

/**
 * A link as a list shows it; its address is told once, when it is made. `usedAt` is ISO 8601 UTC, a day alone where answers are
 * anonymous; `responseId` is null there, and for whoever may not see responses.
 */
export type LinkItem = {
  id: string
  label: string
  email: string | null
  state: LinkState
  createdAt: string
  usedAt: string | null
  responseId: string | null
}

export type MadeLink = LinkItem & { address: string }
