// @vitest-environment node
import { House } from '@lucide/vue'
import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/actor'
import type { Appearance } from '@/lib/appearance'
import { renderFrame, type Frame } from './frame'
import type { Place } from './navigation'

const bakery = { id: 'w1', name: 'Bakery', role: 'owner' } as const
const mill = { id: 'w2', name: 'Mill', role: 'member' } as const
const actor: Actor = {
  accountId: 'a1',
  name: 'Ada',
  email: 'ada@example.org',
  picture: null,
  isInstanceAdmin: false,
  hasTwoFactor: false,
  chosen: { locale: null, timeZone: null },
  workspace: bakery,
  workspaces: [bakery],
  session: { id: 's1', provedAt: null, impersonator: null },
}
const place: Place = {
  label: 'Inbox',
  href: '/forms',
  icon: House,
  count: 0,
  waiting: { what: 'new responses', count: async () => () => 0 },
}
const appearance: Appearance = { theme: 'system', sidebar: 'open', cookie: 'capsule.appearance' }
const usual = { actor, places: [place], appearance, url: new URL('https://capsule.test/notes') }

const changes: [name: string, changed: Partial<typeof usual>, text: string][] = [
  ['a new name', { actor: { ...actor, name: 'Grace' } }, 'Grace'],
  ['another address', { actor: { ...actor, email: 'grace@example.org' } }, 'grace@example.org'],
  ['a picture', { actor: { ...actor, picture: '/pictures/1' } }, '/pictures/1'],
  ['another workspace', { actor: { ...actor, workspaces: [bakery, mill] } }, 'Mill'],
  ['a renamed workspace', { actor: { ...actor, workspace: { ...bakery, name: 'Old Mill' } } }, 'Old Mill'],
  ['what waits', { places: [{ ...place, count: 7 }] }, '>7 '],
  ['where one is', { url: new URL('https://capsule.test/forms') }, 'href="/forms" data-slot="nav-link" aria'],
  ['where one comes back to', { url: new URL('https://capsule.test/notes?q=rye') }, '/notes?q=rye'],
  ['the theme', { appearance: { ...appearance, theme: 'dark' } }, 'value="dark" aria-pressed="true"'],
]

const textOf = ({ navigation, sidebar, bar }: Frame) =>
  [navigation, ...Object.values(sidebar), ...Object.values(bar)].join('')

describe('the frame of a page', () => {
  it('is drawn once of the same', async () => {
    expect(await renderFrame({ ...usual })).toBe(await renderFrame(copyOf(usual)))
  })

  it.each(changes)('shows %s at once', async (_name, changed, text) => {
    expect(textOf(await renderFrame(usual))).not.toContain(text)
    expect(textOf(await renderFrame({ ...usual, ...changed }))).toContain(text)
    expect(textOf(await renderFrame(usual))).not.toContain(text)
  })

  it('is one of its own for each session', async () => {
    const other = { ...actor, session: { id: 's2', provedAt: null, impersonator: null } }
    expect(await renderFrame({ ...usual, actor: other })).not.toBe(await renderFrame(usual))
  })
})

/** The same values in other objects, as the next request has them. */
function copyOf({ actor: who, places, appearance: look, url }: typeof usual): typeof usual {
  return {
    actor: structuredClone(who),
    places: places.map((one) => ({ ...one })),
    appearance: { ...look },
    url: new URL(url),
  }
}
