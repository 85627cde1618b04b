import type { AccountFilter } from './admin.schema'

/** What the list of accounts shows: the part of its URL that can be shared. */
export type AccountQuery = { q: string; filter: AccountFilter }

/** The address of a list, without what is the default anyway. */
export function toAccountsPath({ q, filter }: AccountQuery, cursor?: string | null): string {
  const search = new URLSearchParams()
  if (q) search.set('q', q)
  if (filter !== 'all') search.set('filter', filter)
  if (cursor) search.set('cursor', cursor)
  return `/admin/accounts${search.size === 0 ? '' : `?${search}`}`
}
