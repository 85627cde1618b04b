import { Monitor, Moon, Sun } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import type { Appearance, Theme } from '@/lib/appearance'
import type { Icon } from '@/lib/feature'
import { markup, type Markup } from '@/lib/markup'
import { renderChoiceForm } from './choice-form-markup'
import * as words from './words/frame'

const buttonClasses =
  'group flex min-h-10 cursor-pointer items-center justify-center gap-1.5 rounded-md px-1.5 text-xs font-medium text-muted-foreground hover:text-foreground aria-pressed:bg-accent aria-pressed:text-foreground md:min-h-8'

const choices: { theme: Theme; icon: Icon }[] = [
  { theme: 'light', icon: Sun },
  { theme: 'dark', icon: Moon },
  { theme: 'system', icon: Monitor },
]

/** The themes, of which one counts: each a button that posts, so that it needs no script. `here` is the page to come back to. */
export async function renderThemes(appearance: Appearance, here: string): Promise<Markup> {
  const buttons = choices.map(
    async ({ theme, icon }) =>
      markup`<button type="submit" name="theme" value="${theme}" aria-pressed="${String(theme === appearance.theme)}" class="${buttonClasses}">${await iconMarkup(icon, 'size-3.5 shrink-0 group-aria-pressed:text-primary')}${words.themes[theme]}</button>`,
  )
  const group = markup`<div role="group" aria-label="${words.theme}" data-slot="themes" class="grid grid-cols-3 gap-0.5">${await Promise.all(buttons)}</div>`
  return renderChoiceForm(group, appearance, here)
}
