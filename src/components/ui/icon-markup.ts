import { h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import type { Icon } from '@/lib/feature'
import { Markup } from '@/lib/markup'

/** What was drawn once, by icon and classes: there are as many as the pages name. */
const drawn = new WeakMap<Icon, Map<string, Markup>>()

/** A silent icon. Drawing one with Vue costs a twentieth of a millisecond, and a page of the app holds forty. */
export async function iconMarkup(icon: Icon, classes = 'size-4 shrink-0'): Promise<Markup> {
  const own = drawn.get(icon) ?? new Map<string, Markup>()
  const known = own.get(classes)
  if (known) return known
  const made = new Markup(await renderToString(h(icon, { class: classes, 'aria-hidden': 'true' })))
  drawn.set(icon, own.set(classes, made))
  return made
}

const symbols = new WeakMap<Icon, Map<string, Markup>>()

/** An icon as a symbol, which `<use>` shows as often as a page likes. */
export async function symbolMarkup(id: string, icon: Icon): Promise<Markup> {
  const own = symbols.get(icon) ?? new Map<string, Markup>()
  const known = own.get(id)
  if (known) return known
  const { text } = await iconMarkup(icon, '')
  const [, attributes = '', shapes = ''] = /^<svg([^>]*)>(.*)<\/svg>$/s.exec(text) ?? []
  const kept = attributes.replace(/ (?:xmlns|width|height|class|aria-hidden)="[^"]*"/g, '')
  const made = new Markup(`<symbol id="${id}"${kept}>${shapes}</symbol>`)
  symbols.set(icon, own.set(id, made))
  return made
}
