import { defineMiddleware } from 'astro/middleware'
import { readSources, setPolicy, type Policy } from '../csp'

/**
 * Sets what an answer may load and do. A page without a policy of its own gets the app's, or the administration's where
 * only the instance's admins may open it; everything else is data. Astro knows the hashes of its page's scripts and styles,
 * in the build alone: development has no policy.
 */
export const contentSecurityPolicy = defineMiddleware(async (context, next) => {
  const response = await next()
  if (context.isPrerendered) return response
  const { headers } = response
  const found = headers.get('Content-Security-Policy') ?? ''
  if (!headers.get('Content-Type')?.startsWith('text/html')) {
    if (found === '') setPolicy(headers, context.locals.policy ?? { profile: 'api' })
    return response
  }
  if (!import.meta.env.DEV)
    setPolicy(headers, context.locals.policy ?? usualPolicy(context.locals), readSources(found))
  return response
})

function usualPolicy({ access }: App.Locals): Policy {
  return { profile: access === 'instance-admin' ? 'admin' : 'app' }
}
