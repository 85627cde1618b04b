import { z } from 'zod'
import { toOrigin } from './origin'
import * as words from './words/public-url'

/** The address that people open: a scheme, a host, perhaps a port, and nothing after it. */
export const PublicUrl = z
  .string({ error: words.noText })
  .trim()
  .transform((address, context) => {
    const origin = toOrigin(address)
    if (origin !== undefined) return origin
    context.addIssue({ code: 'custom', message: words.noOrigin })
    return z.NEVER
  })
