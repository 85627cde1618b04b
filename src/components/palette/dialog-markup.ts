import { CornerDownLeft, LoaderCircle, Search, X } from '@lucide/vue'
import { buttonVariants } from '@/components/ui/button-variants'
import { iconMarkup } from '@/components/ui/icon-markup'
import { kbdClasses } from '@/components/ui/kbd-classes'
import { markup, type Markup } from '@/lib/markup'
import * as words from '../words/palette'
import { renderGroup } from './group-markup'
import type { PaletteContent } from './palette'

const overlay = markup`<div data-overlay class="fixed inset-0 z-40 bg-overlay data-[state=closed]:pointer-events-none data-[state=closed]:animate-leave"></div>`
const boxClasses =
  'fixed z-50 mx-auto grid grid-cols-1 rounded-xl border border-border bg-popover text-popover-foreground shadow-lg data-[state=closed]:animate-leave'

/** Everything that can be opened or begun, in the order in which it is offered, below a field that narrows it. */
export async function renderPaletteDialog({ entries }: PaletteContent): Promise<Markup> {
  const groups = [...Map.groupBy(entries, ({ group }) => group)]
  return markup`${overlay}<div role="dialog" aria-modal="true" aria-labelledby="palette-title" aria-describedby="palette-hint" tabindex="-1" data-slot="palette" class="${boxClasses} inset-x-3 top-3 max-h-[min(32rem,calc(100dvh-1.5rem))] not-data-whole:h-128 max-w-xl grid-rows-[auto_minmax(0,1fr)_auto] overflow-hidden sm:top-[12vh]">
<h2 id="palette-title" class="sr-only">${words.title}</h2>
<p id="palette-hint" class="sr-only">${words.hint}</p>
<div class="flex items-center gap-2.5 border-b border-border px-4">${await iconMarkup(Search, 'size-4 shrink-0 text-muted-foreground')}<input type="text" data-first aria-label="${words.title}" aria-controls="palette-list" placeholder="${words.placeholder}" maxlength="200" autocomplete="off" class="h-13 min-w-0 flex-1 bg-transparent text-ellipsis outline-none focus-visible:outline-none"><span data-slot="spinner" class="inline-flex" hidden>${await iconMarkup(LoaderCircle, 'size-4 animate-spin')}</span></div>
<div id="palette-list" role="listbox" aria-label="${words.found}" tabindex="-1" class="overflow-y-auto p-1.5"><template data-rest>${groups.map(([group, items]) => renderGroup(group, items))}</template><p data-nothing class="px-2.5 py-6 text-center text-sm text-muted-foreground" hidden></p></div>
<p class="hidden h-9 items-center gap-1.5 border-t border-border px-4 text-xs text-muted-foreground sm:flex"><template data-rest>${key('↑')}${key('↓')} ${words.choose} ${key('Enter', 'ml-2')} ${words.opens} ${key('?', 'ml-2')} ${words.showsKeys}</template></p>
<template data-enter>${await iconMarkup(CornerDownLeft, 'ml-auto size-3.5 shrink-0 text-muted-foreground')}</template>
</div>`
}

/** What is done by keyboard alone, by where it works. */
export async function renderKeysSheet({ shortcuts }: PaletteContent): Promise<Markup> {
  return markup`${overlay}<div role="dialog" aria-modal="true" aria-labelledby="keys-title" aria-describedby="keys-hint" tabindex="-1" data-slot="shortcuts" class="${boxClasses} inset-x-4 top-1/2 max-h-[calc(100dvh-2rem)] not-data-whole:h-full max-w-lg content-start -translate-y-1/2 gap-5 overflow-y-auto p-5 sm:p-6">
<div class="flex items-center justify-between gap-4"><h2 id="keys-title" class="text-lg font-semibold tracking-tight">${words.keys}</h2><button type="button" data-first data-closes data-slot="button" aria-label="${words.close}" class="${buttonVariants({ variant: 'ghost', size: 'icon' })}">${await iconMarkup(X)}</button></div>
<p id="keys-hint" class="sr-only">${words.keysHint}</p>
<template data-rest>${shortcuts.map(
    ({ where, keys }) =>
      markup`<section class="grid gap-2"><h3 class="text-sm font-medium text-muted-foreground">${where}</h3><dl class="keys">${keys.map((shortcut) => markup`<div><dt>${shortcut.does}</dt><dd>${shortcut.keys.map((name) => key(name))}</dd></div>`)}</dl></section>`,
  )}</template>
</div>`
}

function key(name: string, classes = ''): Markup {
  return markup`<kbd data-slot="kbd" class="${kbdClasses}${classes && ` ${classes}`}">${name}</kbd>`
}
