import { sequence } from 'astro/middleware'
import { errors } from '@/lib/server/middleware/errors'
import { gate } from '@/lib/server/middleware/gate'
import { session } from '@/lib/server/middleware/session'

/** What every request passes, in this order, before its page or endpoint: docs/building.md follows one through. */
export const onRequest = sequence(errors, session, gate)
