import { markup, type Markup } from '@/lib/markup'
import { currentReader } from '@/lib/reader'
import { fullTime, relativeTime } from '@/lib/time'
import { markWords } from '../mark-words'
import type { NoteHit, SnippetPart } from '../notes.schema'
import * as words from '../words/list'
import { symbol } from './symbols'

/** What all rows of a list share: what is searched for, what "yesterday" is counted from (ISO 8601), and who looks. */
export type RowContext = { q: string; now: string; canEdit: boolean }

const SHOWN_TAGS = 4

/** The list around its rows. */
export function renderList(rows: readonly Markup[]): Markup {
  return markup`<ul aria-label="${words.notes}" class="-mx-3 grid grid-cols-1 gap-0.5">${rows}</ul>`
}

/** The notes as the items of a list, for the page and for what its script adds. */
export function renderRows(notes: readonly NoteHit[], context: RowContext): Markup[] {
  return notes.map((note) => renderRow(note, context))
}

function renderRow(note: NoteHit, { q, now, canEdit }: RowContext): Markup {
  return markup`<li data-note="${note.id}" data-slot="note-row"${note.pinned && markup` data-pinned`} class="note-row">
<a href="/notes/${note.id}" data-slot="note-link">
<span class="note-head">${note.pinned && pin}<span dir="auto" data-slot="note-title">${renderParts(q ? markWords(note.title, q) : [{ text: note.title, match: false }])}</span>${note.visibility === 'private' && lock}</span>
${renderExcerpt(note)}
<span class="note-facts">${note.author && markup`<span dir="auto">${note.author.name}</span><span aria-hidden="true">·</span>`}<time datetime="${note.updatedAt}" lang="${currentReader().locale}" title="${fullTime(note.updatedAt)}">${relativeTime(note.updatedAt, now)}</time>${renderTags(note.tags)}</span>
</a>${canEdit && renderMenuButton(note.title)}</li>`
}

/** The sign of a pinned note. */
export const pin = markup`<svg data-slot="pin" class="size-3.5 shrink-0 text-primary" role="img" aria-label="${words.pinned}">${symbol('pin')}</svg>`
const lock = markup`<svg class="size-3.5 shrink-0 text-muted-foreground" role="img" aria-label="${words.onlyYou}">${symbol('lock')}</svg>`

function renderExcerpt({ snippet, excerpt }: NoteHit): Markup | false {
  const parts = snippet ?? [{ text: excerpt, match: false }]
  return (
    parts.some(({ text }) => text !== '') &&
    markup`<span dir="auto" class="note-excerpt">${renderParts(parts)}</span>`
  )
}

function renderParts(parts: readonly SnippetPart[]): Markup[] {
  return parts.map(({ text, match }) => (match ? markup`<mark>${text}</mark>` : markup`${text}`))
}

function renderTags(tags: readonly string[]): Markup {
  const more = tags.slice(SHOWN_TAGS)
  return markup`${tags
    .slice(0, SHOWN_TAGS)
    .map(
      (tag) => markup`<span dir="auto" class="note-tag">${tag}</span>`,
    )}${more.length > 0 && markup`<span title="${more.join(', ')}">+${more.length}</span>`}`
}

/** Shown by the script, which fills the menu that it opens. */
function renderMenuButton(title: string): Markup {
  return markup`<button type="button" popovertarget="note-menu" aria-label="${words.menuOf(title)}" data-slot="note-menu-button"><svg aria-hidden="true">${symbol('more')}</svg></button>`
}
