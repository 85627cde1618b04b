import { defineMiddleware } from 'astro/middleware'
import { areLimitsOn, assertLimit } from '../limits/limits'
import { addressKey } from '../listen/client'

/** Bounds what one address asks for, before anything is looked up for it. */
export const addressLimits = defineMiddleware((context, next) => {
  if (!context.isPrerendered && areLimitsOn())
    assertLimit('address', addressKey(context.locals.clientAddress()))
  return next()
})
