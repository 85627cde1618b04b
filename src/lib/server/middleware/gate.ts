import { defineMiddleware } from 'astro/middleware'
import { AppError } from '../errors'

/** Refuses the answer of a route that did not say who may have it: forgetting `access` shuts a door, never opens one. */
export const gate = defineMiddleware(async (context, next) => {
  const response = await next()
  if (context.isPrerendered || context.locals.access !== undefined) return response
  await response.body?.cancel()
  // Astro's own refusals: no handler for the method, or a route of its own that nothing here uses.
  if (response.status === 404) throw new AppError('method_not_allowed')
  if (response.status >= 400 && response.status < 500) throw new AppError('not_found')
  throw new Error(`${context.routePattern} answered without saying who may call it.`)
})
