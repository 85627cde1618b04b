import { House } from '@lucide/vue'
import { hasRole, type Actor, type WorkspaceRole } from '@/lib/actor'
import type { Feature, NavigationItem, PaletteAction } from '@/lib/feature'
import * as words from './words/frame'

/** As much of an actor as decides what is offered: it can be told to the browser. */
export type Reader = { isInstanceAdmin: boolean; role: WorkspaceRole | null }

export function readerOf({ isInstanceAdmin, workspace }: Actor): Reader {
  return { isInstanceAdmin, role: workspace?.role ?? null }
}

const start: NavigationItem = { label: words.start, href: '/', icon: House, key: 'h' }

/** The entries of the sidebar that a reader sees, in order. */
export function navigationOf(features: readonly Feature[], reader: Reader): NavigationItem[] {
  return [start, ...features.flatMap(({ navigation }) => navigation ?? [])].filter((item) => {
    if (item.for === 'instance-admin') return reader.isInstanceAdmin
    return item.for !== 'member' || reader.role !== null
  })
}

/** An entry of the sidebar, with how much waits there. */
export type Place = NavigationItem & { count: number }

/** The entries that an actor sees, with what waits: asked for once a page, which shows them in the sidebar and in the menu. */
export function listPlaces(features: readonly Feature[], actor: Actor): Promise<Place[]> {
  const items = navigationOf(features, readerOf(actor))
  return Promise.all(items.map(async (item) => ({ ...item, count: await countWaiting(item, actor) })))
}

type Waiting = NonNullable<NavigationItem['waiting']>

/** What counts, loaded once: an import costs a page as much as the counting. */
const counters = new WeakMap<Waiting, Awaited<ReturnType<Waiting['count']>>>()

async function countWaiting({ waiting }: NavigationItem, { workspace, ...actor }: Actor): Promise<number> {
  if (!waiting || !workspace) return 0
  const count = counters.get(waiting) ?? (await waiting.count())
  counters.set(waiting, count)
  return count({ ...actor, workspace })
}

/** What a reader can begin from anywhere. */
export function actionsOf(features: readonly Feature[], { role }: Reader): PaletteAction[] {
  return features
    .flatMap(({ actions }) => actions ?? [])
    .filter((action) => role !== null && hasRole(role, action.role ?? 'viewer'))
}
