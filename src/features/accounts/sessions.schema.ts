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
