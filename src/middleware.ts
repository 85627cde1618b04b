import { sequence } from 'astro/middleware'
import { addressLimits } from '@/lib/server/middleware/address-limits'
import { contentSecurityPolicy } from '@/lib/server/middleware/content-security-policy'
import { diskRoom } from '@/lib/server/middleware/disk-room'
import { errors } from '@/lib/server/middleware/errors'
import { gate } from '@/lib/server/middleware/gate'
import { session } from '@/lib/server/middleware/session'
import { sessionLimits } from '@/lib/server/middleware/session-limits'

/** What every request passes, in this order, before its page or endpoint: docs/building.md follows one through. */
export const onRequest = sequence(
  errors,
  addressLimits,
  session,
  sessionLimits,
  diskRoom,
  gate,
  contentSecurityPolicy,
)
