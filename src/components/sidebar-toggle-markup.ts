import { PanelLeft } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import type { Appearance } from '@/lib/appearance'
import { markup, type Markup } from '@/lib/markup'
import { renderChoiceForm } from './choice-form-markup'
import * as words from './words/frame'

const buttonClasses =
  'flex size-9 cursor-pointer items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground'

/** Makes the sidebar icons alone, and brings its words back. `here` is the page to come back to. */
export async function renderSidebarToggle(appearance: Appearance, here: string): Promise<Markup> {
  const isOpen = appearance.sidebar === 'open'
  const button = markup`<button type="submit" name="sidebar" value="${isOpen ? 'folded' : 'open'}" aria-label="${words.sidebar}" aria-expanded="${String(isOpen)}" aria-controls="sidebar" aria-keyshortcuts="b" title="${words.toggleSidebar}" class="${buttonClasses}">${await iconMarkup(PanelLeft)}</button>`
  return renderChoiceForm(button, appearance, here)
}
