import { z } from 'zod'
import { line, wholeNumber } from '@/lib/text'
import * as faults from '../words/link-faults'

export const linkLimits = { label: 120, atOnce: 500, mailsAtOnce: 100, ofForm: 10_000 } as const

const Email = z
  .email(faults.email)
  .max(254, faults.emailLong)
  .transform((email) => email.toLowerCase())

/** Whom a link is for, as the team writes it; nobody else reads it. */
export const LinkPerson = z.strictObject({
  label: line(faults.theLabel, { max: linkLimits.label }).default(''),
  email: Email.optional(),
})
export type LinkPerson = z.output<typeof LinkPerson>

/** A number of links that are nobody's, or one for each person; `mail` sends them to those who have an address. */
export const CreateLinks = z.union(
  [
    z.strictObject({
      count: z
        .int(faults.wholeCount)
        .min(1, faults.fewLinks)
        .max(linkLimits.atOnce, faults.manyLinks(linkLimits.atOnce)),
    }),
    z
      .strictObject({
        people: z
          .array(LinkPerson, faults.peopleNoList)
          .min(1, faults.nobody)
          .max(linkLimits.atOnce, faults.manyLinks(linkLimits.atOnce)),
        mail: z.boolean(faults.mail).default(false),
      })
      .refine(
        ({ people, mail }) =>
          !mail || people.filter(({ email }) => email !== undefined).length <= linkLimits.mailsAtOnce,
        {
          message: faults.manyMails(linkLimits.mailsAtOnce),
          path: ['people'],
        },
      ),
  ],
  { error: faults.neither },
)
export type CreateLinks = z.output<typeof CreateLinks>

export const ListLinks = z.strictObject({
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(50),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListLinks = z.output<typeof ListLinks>

export const LinkParams = z.object({
  id: z.uuid(faults.noId),
  linkId: z.uuid(faults.noId),
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
