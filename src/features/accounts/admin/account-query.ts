import { withQuery } from '@/lib/with-query'
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
  { value: 'all', label: 'All accounts' },
  { value: 'admins', label: 'Admins' },
  { value: 'two-factor', label: 'With two-factor' },
  { value: 'unconfirmed', label: 'Not confirmed' },
  { value: 'banned', label: 'Banned' },
]

export const accountSorts: { value: AccountSort; label: string }[] = [
  { value: '-created', label: 'Newest first' },
  { value: 'created', label: 'Oldest first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
]

/** What it names, else the usual one. */
export function readFilter(text: string | null | undefined): AccountFilter {
  return accountFilters.find(({ value }) => value === text)?.value ?? 'all'
}

export function readSort(text: string | null | undefined): AccountSort {
  return accountSorts.find(({ value }) => value === text)?.value ?? '-created'
}
