import { withQuery } from '@/lib/with-query'
import * as words from '../words/grid'
import type { AccountFilter, AccountSort } from './admin.schema'

/** What the list of accounts shows: the part of its URL that can be shared. */
export type AccountQuery = { q: string; filter: AccountFilter; sort: AccountSort }

/** The address of a list, without what is the default anyway. */
export function toAccountsPath(query: AccountQuery, cursor?: string | null): string {
  return withQuery('/admin/accounts', { ...chosen(query), cursor })
}

/** The same list of the API, and the file of it. */
export function toAccountsCall(path: string, query: AccountQuery, cursor?: string | null): string {
  return withQuery(`/api/accounts${path}`, { ...chosen(query), cursor })
}

function chosen({ q, filter, sort }: AccountQuery) {
  return { q, filter: filter === 'all' ? '' : filter, sort: sort === '-created' ? '' : sort }
}

export const accountFilters: { value: AccountFilter; label: string }[] = [
  { value: 'all', label: words.filters.all },
  { value: 'admins', label: words.filters.admins },
  { value: 'two-factor', label: words.filters['two-factor'] },
  { value: 'unconfirmed', label: words.filters.unconfirmed },
  { value: 'banned', label: words.filters.banned },
]

export const accountSorts: { value: AccountSort; label: string }[] = [
  { value: '-created', label: words.sorts['-created'] },
  { value: 'created', label: words.sorts.created },
  { value: 'name', label: words.sorts.name },
  { value: '-name', label: words.sorts['-name'] },
]

/** What it names, else the usual one. */
export function readFilter(text: string | null | undefined): AccountFilter {
  return accountFilters.find(({ value }) => value === text)?.value ?? 'all'
}

export function readSort(text: string | null | undefined): AccountSort {
  return accountSorts.find(({ value }) => value === text)?.value ?? '-created'
}
