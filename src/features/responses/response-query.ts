import type { ResponseView } from './responses.schema'

/** What the inbox shows: the part of its URL that can be shared. */
export type ResponseQuery = { status: ResponseView; q: string; filter: string; sort: string }

export const usualQuery: ResponseQuery = { status: 'all', q: '', filter: '', sort: '-submitted' }

/** The query as URL parameters, without what is the default anyway. */
export function toSearch(query: Partial<ResponseQuery>, more: Record<string, string | null> = {}): string {
  const search = new URLSearchParams()
  if (query.status && query.status !== 'all') search.set('status', query.status)
  if (query.q) search.set('q', query.q)
  if (query.filter) search.set('filter', query.filter)
  if (query.sort && query.sort !== '-submitted') search.set('sort', query.sort)
  for (const [name, value] of Object.entries(more)) if (value) search.set(name, value)
  return search.size === 0 ? '' : `?${search}`
}
