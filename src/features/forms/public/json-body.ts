import { z } from 'zod'
import * as faults from '../words/faults'

/** What `POST /f/[slug]` takes as JSON. */
export const JsonBody = z.strictObject(
  {
    answers: z.unknown(),
    version: z.int(faults.wholeVersion).positive().optional(),
    key: z.string(faults.keyNoText).optional(),
    token: z.string(faults.tokenNoText).default(''),
    proof: z.string(faults.proofNoText).default(''),
  },
  faults.answersNoObject,
)
