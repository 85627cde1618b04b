import { z } from 'zod'
import * as faults from './words/faults'

/** The password once more, before something that only its owner may change. */
export const Proof = z.strictObject({
  password: z.string({ error: faults.passwordNoText }).min(1, faults.passwordMissing).max(1000),
})
export type Proof = z.output<typeof Proof>
