import { defineMiddleware } from 'astro/middleware'

/** Refuses the answer of a route that did not say who may have it: forgetting `access` shuts a door, never opens one. */
export const gate = defineMiddleware(async (context, next) => {
  const response = await next()
  if (context.isPrerendered || context.locals.access !== undefined) return response
  await response.body?.cancel()
  throw new Error(`${context.routePattern} answered without saying who may call it.`)
})
