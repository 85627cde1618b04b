import { Check, ChevronsUpDown, Plus } from '@lucide/vue'
import { iconMarkup } from '@/components/ui/icon-markup'
import type { Actor } from '@/lib/actor'
import { markup, type Markup } from '@/lib/markup'
import { logo } from './logo-markup'
import * as words from './words/frame'

const buttonClasses =
  'flex min-h-10 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-left font-semibold tracking-tight hover:bg-accent folded:px-1.5'
const listClasses =
  'fixed top-[calc(3.5rem+var(--banner))] left-3 m-0 max-h-[70dvh] w-[min(17rem,calc(100vw-1.5rem))] animate-fade overflow-y-auto rounded-xl border border-border bg-popover p-1.5 text-popover-foreground shadow-lg'
const itemClasses =
  'flex min-h-10 w-full items-center gap-2 rounded-md px-2.5 text-left text-sm hover:bg-accent md:min-h-9'
const muted = 'size-4 shrink-0 text-muted-foreground'

/**
 * The workspaces, and the way to another. `id` tells the switcher of the sidebar from the one of the menu: both are in the page. The
 * popover attribute opens, closes and handles Escape without a script; each choice is a plain form post.
 */
export async function renderSwitcher({ workspace: active, workspaces }: Actor, id: string): Promise<Markup> {
  const name = active?.name ?? words.noWorkspace
  const check = await iconMarkup(Check, 'size-4 shrink-0 text-primary')
  const items = workspaces.map((workspace) =>
    workspace.id === active?.id
      ? markup`<li><span class="${itemClasses} font-medium hover:bg-transparent" aria-current="true"><span class="min-w-0 flex-1 truncate">${workspace.name}</span>${check}</span></li>`
      : markup`<li><form method="post" action="/workspace/switch"><input type="hidden" name="workspaceId" value="${workspace.id}"><button type="submit" class="${itemClasses} cursor-pointer"><span class="min-w-0 flex-1 truncate">${workspace.name}</span></button></form></li>`,
  )
  return markup`<div class="min-w-0"><button type="button" popovertarget="${id}" class="${buttonClasses}">${logo()}<span title="${name}" class="sidebar-word min-w-0 flex-1 truncate">${active && markup`<span class="sr-only">${words.workspaceIs}</span>`}${name}</span>${await iconMarkup(ChevronsUpDown, `${muted} folded:hidden`)}</button><div id="${id}" popover class="${listClasses}"><p class="px-2.5 pt-1.5 pb-1 text-xs font-medium text-muted-foreground">${words.workspaces}</p>${
    workspaces.length === 0 && markup`<p class="px-2.5 py-1.5 text-sm">${words.inNone}</p>`
  }<ul class="grid grid-cols-1 gap-0.5">${items}</ul><div class="mt-1.5 border-t border-border pt-1.5"><a href="/workspaces/new" class="${itemClasses}">${await iconMarkup(Plus, muted)} ${words.newWorkspace}</a></div></div></div>`
}
