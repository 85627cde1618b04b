import { defineMiddleware } from 'astro/middleware'
import { readBytes } from '../http/body'
import { bodyLimit } from '../http/body-limit'
import { isWithoutSession } from '../http/without-session'
import { readSession, sessionCookieName } from '../session'

/**
 * Finds out who is calling, and passes on the cookie that a use prolongs. The body comes first: who holds it back would
 * otherwise act with a session that ended meanwhile.
 */
export const session = defineMiddleware(async (context, next) => {
  if (context.isPrerendered || isWithoutSession(context.routePattern)) return next()
  if (context.request.body) await readBytes(context.request, bodyLimit(context.routePattern))
  const { actor, cookies } = readSession(context.request.headers)
  context.locals.actor = actor
  const response = await next()
  if (cookies.length === 0 || setsSession(response)) return response
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
})

/** True when the answer signs in or out by itself: its cookie is the newer one. */
function setsSession(response: Response): boolean {
  return response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${sessionCookieName()}=`))
}
