import { z } from 'zod'
import { toOrigin } from './origin'

/** The address that people open: a scheme, a host, perhaps a port, and nothing after it. */
export const PublicUrl = z
  .string({ error: 'The address must be text.' })
  .trim()
  .transform((address, context) => {
    const origin = toOrigin(address)
    if (origin !== undefined) return origin
    const message = 'Give an address such as https://capsule.example.org, with nothing after the host.'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
