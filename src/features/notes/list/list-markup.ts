import { badgeVariants } from '@/components/ui/badge-variants'
import { buttonVariants } from '@/components/ui/button-variants'
import { linkTabClasses } from '@/components/ui/link-tab-classes'
import { markup, type Markup } from '@/lib/markup'
import { toSearch, type NoteQuery } from '../note-query'
import type { TagCount } from '../notes.schema'
import * as words from '../words/list'
import { symbol } from './symbols'

const views = ['active', 'pinned', 'archived', 'trash'] as const

/** The views as tabs: each keeps the search. */
export function renderViews(query: NoteQuery): Markup {
  return markup`<nav data-slot="link-tabs" aria-label="${words.which}" class="${linkTabClasses.nav}"><ul class="flex gap-1">${views.map(
    (view) =>
      markup`<li><a href="/notes${toSearch({ ...query, view })}" data-slot="link-tab"${view === query.view && markup` aria-current="page"`} class="${linkTabClasses.tab}">${words.views[view]}</a></li>`,
  )}</ul></nav>`
}

const FEW_TAGS = 8
const chosenTagClasses = `${badgeVariants({ variant: 'default' })} min-h-6 hover:underline`

/** What was drawn of a count of tags, by view and sort: a count is kept until it changes. */
const drawn = new WeakMap<readonly TagCount[], Map<string, Markup>>()

/** The tags to filter by, the most used first; or the one that the list is filtered by, with the way out. */
export function renderTags(query: NoteQuery, tags: readonly TagCount[]): Markup {
  if (query.tag) return renderChosenTag(query)
  if (tags.length === 0) return markup``
  const own = drawn.get(tags) ?? new Map<string, Markup>()
  const key = `${query.view} ${query.sort}`
  const made = own.get(key) ?? renderAllTags({ ...query, q: '' }, tags)
  drawn.set(tags, own.set(key, made))
  return made
}

function renderAllTags(query: NoteQuery, tags: readonly TagCount[]): Markup {
  const more = tags.slice(FEW_TAGS)
  return markup`<nav aria-label="${words.tags}" class="flex flex-wrap gap-1.5">${tags.slice(0, FEW_TAGS).map((tag) => renderTag(query, tag))}${
    more.length > 0 &&
    markup`<details class="group open:w-full"><summary class="inline-flex min-h-6 items-center gap-1 rounded-full px-1.5 text-xs text-muted-foreground hover:text-foreground">${words.moreTags(more.length)}</summary><div class="mt-1.5 flex flex-wrap gap-1.5">${more.map((tag) => renderTag(query, tag))}</div></details>`
  }</nav>`
}

function renderChosenTag(query: NoteQuery): Markup {
  return markup`<nav aria-label="${words.tags}" class="flex"><a data-slot="badge" class="${chosenTagClasses}" href="/notes${toSearch({ ...query, tag: '' })}"><span dir="auto" class="truncate">${query.tag}</span><svg class="size-3" aria-hidden="true">${symbol('close')}</svg><span class="sr-only">${words.allTags}</span></a></nav>`
}

function renderTag(query: NoteQuery, { tag, count }: TagCount): Markup {
  return markup`<a class="note-tag" href="/notes${toSearch({ ...query, tag })}"><span dir="auto">${tag}</span><span>${count}</span></a>`
}

const moreClasses = buttonVariants({ variant: 'outline' })

/** The way to the rows after these; nothing after the last. */
export function renderMore(query: NoteQuery, next: string | null): Markup {
  if (next === null) return markup``
  return markup`<a data-slot="button" data-more="${next}" href="/notes${toSearch(query, next)}" class="${moreClasses}">${words.more}</a>`
}
