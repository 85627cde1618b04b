import * as words from '../words/grid'
import type { AccountSort } from './admin.schema'

/** A column of the grid; `sort` is the order that its heading asks for. The first cannot be hidden. */
export type AccountColumn = {
  id: 'name' | 'email' | 'standing' | 'twoFactor' | 'seen' | 'created'
  label: string
  sort?: 'name' | 'created'
}

export const accountColumns: AccountColumn[] = [
  { id: 'name', label: words.columns.name, sort: 'name' },
  { id: 'email', label: words.columns.email },
  { id: 'standing', label: words.columns.standing },
  { id: 'twoFactor', label: words.columns.twoFactor },
  { id: 'seen', label: words.columns.seen },
  { id: 'created', label: words.columns.created, sort: 'created' },
]

/** The order after a press on a heading: its own, then turned round. */
export function nextSort(now: AccountSort, column: 'name' | 'created'): AccountSort {
  if (column === 'name') return now === 'name' ? '-name' : 'name'
  return now === '-created' ? 'created' : '-created'
}
