import { withQuery } from '@/lib/with-query'
import type { NoteSort, NoteView } from './notes.schema'

/** What the list of notes shows: the part of its URL that can be shared. */
export type NoteQuery = { q: string; tag: string; view: NoteView; sort: NoteSort }

/** The query as URL parameters, without what is the default anyway. */
export function toSearch({ q, tag, view, sort }: NoteQuery, cursor?: string | null): string {
  return withQuery('', {
    q,
    tag,
    view: view === 'active' ? '' : view,
    sort: sort === 'updated' ? '' : sort,
    cursor,
  })
}

/**
 * Where a note's way back leads: to the list that it was opened from, with its search, or to the one that holds it.
 * `referer` is the header as it came; `origin` is the one the page was opened at.
 */
export function backToList(
  referer: string | null,
  origin: string,
  note: { archivedAt: string | null; trashedAt: string | null },
): string {
  const from = URL.parse(referer ?? '')
  if (from?.origin === origin && from.pathname === '/notes') return `/notes${from.search}`
  if (note.trashedAt) return '/notes?view=trash'
  return note.archivedAt ? '/notes?view=archived' : '/notes'
}
