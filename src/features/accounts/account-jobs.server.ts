import { z } from 'zod'
import type { JobHandler } from '@/lib/feature'
import { sendPasswordReset } from './sign-up/recovery.server'
import { sendVerification } from './sign-up/verification.server'

const Payload = z.object({ email: z.string() })

/** What accounts do in the background: looking up who asked for a link. Both may run twice; the newer link holds. */
export const accountJobs: Record<string, JobHandler> = {
  request_verification: {
    run: async (payload, { now }) => sendVerification(Payload.parse(payload).email, now),
  },
  request_password_reset: {
    run: async (payload, { now }) => sendPasswordReset(Payload.parse(payload).email, now),
  },
}
