import { defineMiddleware } from 'astro/middleware'
import { setLimitHeaders } from '../limits/limit-headers'
import { areLimitsOn, assertLimit } from '../limits/limits'
import { addressKey } from '../listen/client'

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Bounds reading and writing by session: it comes after the session is known, or forged cookies would be keys of their
 * own. Visitors count by address.
 */
export const sessionLimits = defineMiddleware(async (context, next) => {
  if (context.isPrerendered || !areLimitsOn()) return next()
  const { actor, clientAddress } = context.locals
  const subject = actor?.session?.id ?? addressKey(clientAddress())
  const counted = assertLimit(READS.includes(context.request.method) ? 'read' : 'write', subject)
  const response = await next()
  if (counted && !response.headers.has('RateLimit')) setLimitHeaders(response.headers, counted)
  return response
})
