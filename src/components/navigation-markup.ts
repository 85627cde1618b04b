import { iconMarkup } from '@/components/ui/icon-markup'
import { markup, type Markup } from '@/lib/markup'
import type { Place } from './navigation'
import * as words from './words/frame'

const linkClasses =
  'group relative flex min-h-10 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-[current]:bg-accent aria-[current]:text-foreground md:min-h-8.5'
const countClasses =
  'ml-auto rounded-full bg-primary/12 px-1.5 text-xs font-medium text-foreground tabular-nums folded:absolute folded:-top-1 folded:-right-1.5 folded:min-w-4 folded:bg-primary folded:px-1 folded:text-center folded:text-[0.6875rem] folded:text-primary-foreground'

/** The entries of the sidebar: drawn once a page, which shows them in its menu as well. */
export async function renderNavigation(places: readonly Place[], pathname: string): Promise<Markup> {
  const items = await Promise.all(places.map((place) => renderPlace(place, pathname)))
  return markup`<nav aria-label="${words.main}"><ul class="grid gap-0.5">${items}</ul></nav>`
}

async function renderPlace(place: Place, pathname: string): Promise<Markup> {
  const icon = await iconMarkup(place.icon, 'size-4 shrink-0 group-aria-[current]:text-primary')
  return markup`<li><a href="${place.href}" data-slot="nav-link"${place.key !== undefined && markup` data-key="${place.key}"`}${
    isCurrent(place, pathname) && markup` aria-current="page"`
  } class="${linkClasses}">${icon}<span class="sidebar-word truncate">${place.label}</span>${renderCount(place)}</a></li>`
}

function renderCount({ count, waiting }: Place): Markup | false {
  if (count === 0) return false
  return markup`<span data-slot="nav-count" class="${countClasses}">${count < 100 ? count : '99+'} <span class="sr-only">${waiting?.what}</span></span>`
}

function isCurrent({ href, under = href }: Place, pathname: string): boolean {
  return pathname === href || (under !== '/' && (pathname === under || pathname.startsWith(`${under}/`)))
}
