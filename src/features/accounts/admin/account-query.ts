import { withQuery } from '@/lib/with-query'
import type { AccountFilter } from './admin.schema'

/** What the list of accounts shows: the part of its URL that can be shared. */
export type AccountQuery = { q: string; filter: AccountFilter }

/** The address of a list, without what is the default anyway. */
export function toAccountsPath({ q, filter }: AccountQuery, cursor?: string | null): string {
  return withQuery('/admin/accounts', { q, filter: filter === 'all' ? '' : filter, cursor })
}
