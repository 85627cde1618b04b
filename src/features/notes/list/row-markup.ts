import { badgeVariants } from '@/components/ui/badge-variants'
import { markup, type Markup } from '@/lib/markup'
import { fullTime, relativeTime } from '@/lib/time'
import { markWords } from '../mark-words'
import type { NoteHit, SnippetPart } from '../notes.schema'
import { symbol } from './symbols'

/** What all rows of a list share: what is searched for, what "yesterday" is counted from (ISO 8601), and who looks. */
export type RowContext = { q: string; now: string; canEdit: boolean }

const SHOWN_TAGS = 4

/** Rows that are out of sight are not drawn: there may be ten thousand. */
const rowClasses =
  'group relative rounded-lg transition-colors [contain-intrinsic-size:auto_5.75rem] [content-visibility:auto] hover:bg-accent focus-within:bg-accent'
const linkClasses = 'grid grid-cols-1 gap-1 rounded-lg px-3 py-3 focus-visible:-outline-offset-2'
const menuClasses =
  'absolute top-2 right-1.5 hidden size-10 place-items-center rounded-md text-muted-foreground group-data-awake/list:grid hover:bg-secondary hover:text-foreground focus-visible:-outline-offset-2 sm:size-8 pointer-fine:opacity-0 pointer-fine:group-focus-within:opacity-100 pointer-fine:group-hover:opacity-100'
const factsClasses = 'mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground'
const excerptClasses = 'line-clamp-2 text-sm break-words text-muted-foreground'
const tagClasses = `${badgeVariants({ variant: 'secondary' })} max-w-40`

/** The list around its rows. */
export function renderList(rows: readonly Markup[]): Markup {
  return markup`<ul aria-label="Notes" class="-mx-3 grid grid-cols-1 gap-0.5">${rows}</ul>`
}

/** The notes as the items of a list, for the page and for what its script adds. */
export function renderRows(notes: readonly NoteHit[], context: RowContext): Markup[] {
  return notes.map((note) => renderRow(note, context))
}

function renderRow(note: NoteHit, { q, now, canEdit }: RowContext): Markup {
  return markup`<li data-note="${note.id}" data-slot="note-row"${note.pinned && markup` data-pinned`} class="${rowClasses}">
<a href="/notes/${note.id}" data-slot="note-link" class="${linkClasses}">
<span class="flex min-w-0 items-center gap-2 pr-9">${note.pinned && pin}<span dir="auto" data-slot="note-title" class="truncate font-semibold">${renderParts(q ? markWords(note.title, q) : [{ text: note.title, match: false }])}</span>${note.visibility === 'private' && lock}</span>
${renderExcerpt(note)}
<span class="${factsClasses}">${note.author && markup`<span dir="auto" class="max-w-40 truncate">${note.author.name}</span><span aria-hidden="true">·</span>`}<time datetime="${note.updatedAt}" title="${fullTime(note.updatedAt)}">${relativeTime(note.updatedAt, now)}</time>${renderTags(note.tags)}</span>
</a>${canEdit && renderMenuButton(note.title)}</li>`
}

/** The sign of a pinned note. */
export const pin = markup`<svg data-slot="pin" class="size-3.5 shrink-0 text-primary" role="img" aria-label="Pinned">${symbol('pin')}</svg>`
const lock = markup`<svg class="size-3.5 shrink-0 text-muted-foreground" role="img" aria-label="Only you">${symbol('lock')}</svg>`

function renderExcerpt({ snippet, excerpt }: NoteHit): Markup | false {
  const parts = snippet ?? [{ text: excerpt, match: false }]
  return (
    parts.some(({ text }) => text !== '') &&
    markup`<span dir="auto" class="${excerptClasses}">${renderParts(parts)}</span>`
  )
}

function renderParts(parts: readonly SnippetPart[]): Markup[] {
  return parts.map(({ text, match }) =>
    match ? markup`<mark class="rounded-xs bg-primary/20 text-foreground">${text}</mark>` : markup`${text}`,
  )
}

function renderTags(tags: readonly string[]): Markup {
  const more = tags.slice(SHOWN_TAGS)
  return markup`${tags
    .slice(0, SHOWN_TAGS)
    .map(
      (tag) =>
        markup`<span data-slot="badge" class="${tagClasses}"><span dir="auto" class="truncate">${tag}</span></span>`,
    )}${more.length > 0 && markup`<span title="${more.join(', ')}">+${more.length}</span>`}`
}

/** It opens a menu that only scripts can fill, so it is not there until they run. */
function renderMenuButton(title: string): Markup {
  return markup`<button type="button" popovertarget="note-menu" aria-label="What to do with ${title}" data-slot="note-menu-button" class="${menuClasses}"><svg class="size-4" aria-hidden="true">${symbol('more')}</svg></button>`
}
