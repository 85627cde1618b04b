import { isWithoutSession } from '../http/without-session'
import { defineMiddleware } from 'astro/middleware'
import { setLimitHeaders } from '../limits/limit-headers'
import { areLimitsOn, assertLimit } from '../limits/limits'
import { addressKey } from '../listen/client'

const READS = ['GET', 'HEAD', 'OPTIONS']

/** Machines ask these all the time, and tell by them whether we live: the limit by address is enough. */
const PROBES = ['/healthz', '/readyz', '/metrics']

/**
 * Bounds reading and writing by session: it comes after the session is known, or forged cookies would be keys of their
 * own. Who has none counts by address, but on the routes for visitors: behind one address there can be a whole class, so that these
 * count what they take by themselves.
 */
export const sessionLimits = defineMiddleware(async (context, next) => {
  if (context.isPrerendered || context.locals.failure || !areLimitsOn() || isFree(context.routePattern))
    return next()
  const { actor, clientAddress } = context.locals
  const subject = actor?.session?.id ?? addressKey(clientAddress())
  const counted = assertLimit(READS.includes(context.request.method) ? 'read' : 'write', subject)
  const response = await next()
  if (counted && !response.headers.has('RateLimit')) setLimitHeaders(response.headers, counted)
  return response
})

function isFree(routePattern: string): boolean {
  return PROBES.includes(routePattern) || isWithoutSession(routePattern)
}
