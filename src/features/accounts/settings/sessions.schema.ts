import { z } from 'zod'
import * as faults from '../words/settings-faults'

/** The forms of the sessions page. */
export const SessionsPost = z.discriminatedUnion(
  'intent',
  [
    z.strictObject({ intent: z.literal('revoke'), id: z.string().max(100) }),
    z.strictObject({ intent: z.literal('revoke-others') }),
  ],
  faults.noSuchForm,
)

/** The body of Better Auth's client. Its `token` is the id that the list gave. */
export const RevokeSessionCall = z.object({
  token: z.string({ error: faults.noToken }).max(100),
})
