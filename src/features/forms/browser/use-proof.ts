import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import * as z from 'zod/mini'

/** What the server asks for, as altcha-lib makes it: whoever makes it knows more of it than is looked at here. */
const Challenge = z.object({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
  }),
  signature: z.optional(z.string()),
})

/** Finds the number that a challenge asks for, in this browser. The proof as it is posted; null when none was found. */
export async function solve(given: unknown): Promise<string | null> {
  const parsed = Challenge.safeParse(given)
  if (!parsed.success) return null
  const challenge = parsed.data
  const solution = await solveChallenge({ challenge, deriveKey })
  return solution && btoa(JSON.stringify({ challenge, solution }))
}
