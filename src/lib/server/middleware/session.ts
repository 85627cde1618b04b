import { defineMiddleware } from 'astro/middleware'
import { readSession } from '../session'

/** Finds out who is calling, and passes on the cookie that Better Auth refreshes once a day. */
export const session = defineMiddleware(async (context, next) => {
  if (context.isPrerendered) return next()
  const { actor, cookies } = await readSession(context.request.headers)
  context.locals.actor = actor
  const response = await next()
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
})
