import { defineMiddleware } from 'astro/middleware'
import { readSources, setPolicy, type Policy } from '../csp'

/**
 * Sets what an answer may load and do. A page without a policy of its own gets the app's, or the administration's where
 * only the instance's admins may open it; everything else is data, which the listener gives its policy. Astro knows the hashes of its page's scripts and styles,
 * in the build alone: development has no policy.
 */
export const contentSecurityPolicy = defineMiddleware(async (context, next) => {
  const response = await next()
  if (context.isPrerendered) return response
  const { headers } = response
  const { policy } = context.locals
  if (headers.get('Content-Type')?.startsWith('text/html')) {
    const found = headers.get('Content-Security-Policy') ?? ''
    if (!import.meta.env.DEV) setPolicy(headers, policy ?? usualPolicy(context.locals), readSources(found))
  } else if (policy) setPolicy(headers, policy)
  return response
})

function usualPolicy({ access }: App.Locals): Policy {
  return { profile: access === 'instance-admin' ? 'admin' : 'app' }
}
