import { z } from 'zod'

/** What `POST /f/[slug]` takes as JSON. */
export const JsonBody = z.strictObject(
  {
    answers: z.unknown(),
    version: z.int('The version must be a whole number.').positive().optional(),
    key: z.string('The key must be text.').optional(),
    token: z.string('The token must be text.').default(''),
    proof: z.string('The proof must be text.').default(''),
  },
  'Send the answers as a JSON object: { "answers": { ... } }.',
)
