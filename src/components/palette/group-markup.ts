import { markup, type Markup } from '@/lib/markup'
import type { PaletteEntry } from './palette'

/** A heading with what stands under it: drawn by the page, and by the browser of what it found. */
export function renderGroup(group: string, entries: readonly PaletteEntry[]): Markup {
  return markup`<div role="group" aria-label="${group}" class="palette-group"><div aria-hidden="true">${group}</div>${entries.map(renderEntry)}</div>`
}

function renderEntry(entry: PaletteEntry): Markup {
  const target =
    'href' in entry ? markup` data-href="${entry.href}"` : markup` data-presses="${entry.presses}"`
  const hint = entry.hint !== undefined && markup` <span>${entry.hint}</span>`
  return markup`<div role="option" tabindex="-1" aria-selected="false" data-slot="palette-item"${target}><span dir="auto">${entry.label}</span>${hint}</div>`
}
