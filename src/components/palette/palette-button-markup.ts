import { Search } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import { kbdClasses } from '@/components/ui/kbd-classes'
import { markup, type Markup } from '@/lib/markup'
import * as words from '../words/palette'

const base =
  'invisible flex items-center rounded-md text-sm text-muted-foreground hover:bg-accent hover:text-foreground'
const keys = markup`<span class="sidebar-word flex-1 text-left">${words.title}</span><span class="flex gap-1 folded:hidden" aria-hidden="true"><kbd data-slot="kbd" class="${kbdClasses}">Ctrl</kbd><kbd data-slot="kbd" class="${kbdClasses}">K</kbd></span>`

/**
 * It opens a dialog that only scripts can show, so it is invisible until they run; its place is kept. `narrow`: a symbol
 * alone, where there is no room for words.
 */
export async function renderPaletteButton({ narrow = false } = {}): Promise<Markup> {
  const shape = narrow
    ? 'size-10 justify-center'
    : 'min-h-10 w-full gap-2.5 border border-border bg-card px-2.5 md:min-h-9 folded:justify-center folded:px-0'
  return markup`<button type="button" data-opens-palette aria-keyshortcuts="Control+K Meta+K"${narrow && markup` aria-label="${words.title}"`} class="${base} ${shape}">${await iconMarkup(Search)}${!narrow && keys}</button>`
}
