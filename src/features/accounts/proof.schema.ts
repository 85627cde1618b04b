import { z } from 'zod'

/** The password once more, before something that only its owner may change. */
export const Proof = z.strictObject({
  password: z.string({ error: 'The password must be text.' }).min(1, 'The password is missing.').max(1000),
})
export type Proof = z.output<typeof Proof>
