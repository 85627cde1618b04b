import type { RouteData } from 'astro'
import { createApp } from 'astro/app/entrypoint'
import { setPageSources } from '@/lib/server/csp'
import type { Render } from '@/lib/server/listen/listener'
import { log } from '@/lib/server/log'
import { takePageSources } from './page-sources'

type App = ReturnType<typeof createApp>

/**
 * Astro's app behind the listener. What it logs stands in our log, and a 405 says what the address takes instead
 * (RFC 9110, 15.5.6).
 */
export function openApp(): Render {
  // A page is sent as a whole: an error in its second half still becomes an answer, and its length is known.
  const app = createApp({ streaming: false })
  loadPagesOnce(app)
  setPageSources(takePageSources(app.manifest))
  const findFixed = rememberFixedRoutes(app)
  // Of its warnings each wrong method of a client is one.
  app.logger.setDestination({
    write: ({ level, message }) => log(level === 'error' ? 'error' : 'debug', 'astro', { says: message }),
  })
  return async (request, options) => {
    const routeData = findFixed(URL.parse(request.url)?.pathname ?? '')
    const response = await app.render(request, { ...options, addCookieHeader: true, routeData })
    if (response.status === 405) response.headers.set('Allow', (await listMethods(app, request)).join(', '))
    return response
  }
}

/** Astro imports a page's module anew for every request: kept, that takes 20 µs off each answer. */
function loadPagesOnce({ manifest: { pageMap } }: App): void {
  for (const [path, load] of pageMap ?? []) {
    let module: ReturnType<typeof load> | undefined
    pageMap?.set(path, () => (module ??= load()))
  }
}

/**
 * The route without a parameter at a path, where Astro itself leads that path there. Astro tries the pattern of one route after the
 * other for every request, which grows with the routes: here it does so once for each such path, when somebody first asks for it.
 */
function rememberFixedRoutes(app: App): (pathname: string) => RouteData | undefined {
  const fixed = new Set(app.manifest.routes.map(({ routeData }) => routeData.pathname))
  const known = new Map<string, RouteData | undefined>()
  return (pathname) => {
    if (!fixed.has(pathname)) return undefined
    if (!known.has(pathname)) {
      const route = app.match(new Request(`http://localhost${pathname}`))
      known.set(pathname, route?.pathname === pathname ? route : undefined)
    }
    return known.get(pathname)
  }
}

/** What the endpoint of a request answers; a page is opened, and takes its own forms. */
async function listMethods(app: App, request: Request): Promise<string[]> {
  const route = app.match(request)
  const module = route?.type === 'endpoint' && (await app.manifest.pageMap?.get(route.component)?.())
  if (!module) return ['GET', 'HEAD', 'POST']
  const methods = Object.keys(await module.page()).filter((name) => /^[A-Z]+$/.test(name))
  return methods.flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name))
}
