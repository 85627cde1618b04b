import { globSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** A route as Astro built it into the binary. */
export type Route = { route: string; type: 'page' | 'endpoint'; prerender: boolean }

const Manifest = z.array(
  z.object({ route: z.string(), type: z.string(), component: z.string(), prerender: z.boolean() }),
)

/** The routes of the built manifest that have a file of ours; what was rendered ahead is a file of the listener. */
export function readRoutes(): Route[] {
  const source = globSync('dist/server/chunks/*.mjs')
    .map((path) => readFileSync(path, 'utf8'))
    .find((text) => text.includes('"routeData":{"route":'))
  const found = (source ?? '')
    .split('"routeData":')
    .filter((part) => part.startsWith('{"route":'))
    .map((part) => part.slice(0, part.indexOf('"fallbackRoutes"')))
    .map((part) => ({
      route: fieldOf(part, 'route'),
      type: fieldOf(part, 'type'),
      component: fieldOf(part, 'component'),
      prerender: part.includes('"prerender":true'),
    }))
  return Manifest.parse(found)
    .filter(({ component, prerender }) => component.startsWith('src/pages/') && !prerender)
    .map(({ route, type, prerender }) => ({ route, type: type === 'page' ? 'page' : 'endpoint', prerender }))
}

function fieldOf(part: string, name: string): string | undefined {
  return new RegExp(`"${name}":"([^"]+)"`).exec(part)?.[1]
}
