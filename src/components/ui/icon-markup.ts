import { h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Icon } from '@/lib/feature'

/** What was drawn once, by icon and classes: there are as many as the pages name. */
const drawn = new WeakMap<Icon, Map<string, string>>()

/** A silent icon as HTML. Drawing one with Vue costs a twentieth of a millisecond, and a page of the app holds forty. */
export async function iconMarkup(icon: Icon, classes: string): Promise<string> {
  const own = drawn.get(icon) ?? new Map<string, string>()
  const markup =
    own.get(classes) ?? (await renderToString(h(icon, { class: classes, 'aria-hidden': 'true' })))
  drawn.set(icon, own.set(classes, markup))
  return markup
}

/** An icon as a symbol, which `<use>` shows as often as a page likes. */
export async function symbolMarkup(id: string, icon: Icon): Promise<string> {
  const [, attributes = '', shapes = ''] = /^<svg([^>]*)>(.*)<\/svg>$/s.exec(await iconMarkup(icon, '')) ?? []
  const kept = attributes.replace(/ (?:xmlns|width|height|class|aria-hidden)="[^"]*"/g, '')
  return `<symbol id="${id}"${kept}>${shapes}</symbol>`
}
