import { withQuery } from '@/lib/with-query'
import type { ResponseView } from './responses.schema'

/** What the inbox shows: the part of its URL that can be shared. */
export type ResponseQuery = { status: ResponseView; q: string; filter: string; sort: string }

export const usualQuery: ResponseQuery = { status: 'all', q: '', filter: '', sort: '-submitted' }

/** The query as URL parameters, without what is the default anyway. */
export function toSearch(query: Partial<ResponseQuery>, more: Record<string, string | null> = {}): string {
  const { status, q, filter, sort } = query
  const told = {
    status: status === usualQuery.status ? '' : status,
    q,
    filter,
    sort: sort === usualQuery.sort ? '' : sort,
  }
  return withQuery('', { ...told, ...more })
}
