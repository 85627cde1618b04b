import { defineMiddleware } from 'astro/middleware'
import { areLimitsOn, assertLimit } from '../limits/limits'
import { addressKey } from '../listen/client'

/** Bounds what one address asks for, before anything is looked up for it. The page that says what failed is not counted again. */
export const addressLimits = defineMiddleware((context, next) => {
  if (!context.isPrerendered && !context.locals.failure && areLimitsOn())
    assertLimit('address', addressKey(context.locals.clientAddress()))
  return next()
})
