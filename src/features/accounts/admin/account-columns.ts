import type { AccountSort } from './admin.schema'

/** A column of the grid; `sort` is the order that its heading asks for. The first cannot be hidden. */
export type AccountColumn = {
  id: 'name' | 'email' | 'standing' | 'twoFactor' | 'seen' | 'created'
  label: string
  sort?: 'name' | 'created'
}

export const accountColumns: AccountColumn[] = [
  { id: 'name', label: 'Name', sort: 'name' },
  { id: 'email', label: 'Address' },
  { id: 'standing', label: 'Standing' },
  { id: 'twoFactor', label: 'Two-factor' },
  { id: 'seen', label: 'Last seen' },
  { id: 'created', label: 'Made', sort: 'created' },
]

/** The order after a press on a heading: its own, then turned round. */
export function nextSort(now: AccountSort, column: 'name' | 'created'): AccountSort {
  if (column === 'name') return now === 'name' ? '-name' : 'name'
  return now === '-created' ? 'created' : '-created'
}
