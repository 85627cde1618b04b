import type { Client } from '../../../e2e/support/client'
import { readRoutes } from '../../../e2e/support/routes'
import { signIn, writeNote } from './person'

// bun scripts/drills/support/visit.ts URL: signs in as the admin, writes a note, opens every page that needs no id, and
// prints their statuses as JSON. A process of its own, so that it can be sent to where a server's network is.

const client = await signIn(process.argv[2] ?? '')
if ((await writeNote(client, 'from a visit')) === null) throw new Error('A note was not taken.')
const statuses: Record<string, number> = {}
for (const { route, type } of readRoutes())
  if (type === 'page' && !route.includes('[')) statuses[route] = await openPage(client, route)
console.log(JSON.stringify(statuses))

/** Follows redirects: a page of those who are signed out leads a member home. */
async function openPage(visitor: Client, path: string): Promise<number> {
  let place = path
  for (let hops = 0; hops < 5; hops += 1) {
    const { status, location } = await visitor.get(place)
    if (location === null || status < 300 || status > 399) return status
    place = location
  }
  return 310
}
