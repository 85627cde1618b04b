import { z } from 'zod'

/** The forms of the sessions page. */
export const SessionsPost = z.discriminatedUnion(
  'intent',
  [
    z.strictObject({ intent: z.literal('revoke'), id: z.string().max(100) }),
    z.strictObject({ intent: z.literal('revoke-others') }),
  ],
  'This page has no such form. Open it again.',
)

/** The body of Better Auth's client. Its `token` is the id that the list gave. */
export const RevokeSessionCall = z.object({
  token: z.string({ error: 'The session’s token is missing: take one from the list.' }).max(100),
})
