import { defineMiddleware } from 'astro/middleware'
import { pageSources, setPolicy, type Policy } from '../csp'

/**
 * Sets what an answer may load and do. A page without a policy of its own gets the app's, or the administration's where
 * only the instance's admins may open it; everything else is data, which the listener gives its policy. The hashes of scripts and styles
 * are known of the build alone: development has no policy.
 */
export const contentSecurityPolicy = defineMiddleware(async (context, next) => {
  const response = await next()
  if (context.isPrerendered) return response
  const { headers } = response
  const { policy } = context.locals
  if (headers.get('Content-Type')?.startsWith('text/html')) {
    if (!import.meta.env.DEV) setPolicy(headers, policy ?? usualPolicy(context.locals), pageSources())
  } else if (policy) setPolicy(headers, policy)
  return response
})

function usualPolicy({ access }: App.Locals): Policy {
  return { profile: access === 'instance-admin' ? 'admin' : 'app' }
}
