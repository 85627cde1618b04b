import { withQuery } from '@/lib/with-query'
import * as words from '../words/all-workspaces'
import type { AllWorkspacesSort } from './all-workspaces.schema'

type Query = { q: string; sort: AllWorkspacesSort }

/** The address of a list of workspaces, without what is the default anyway. */
export function toWorkspacesPath({ q, sort }: Query, cursor?: string | null): string {
  return withQuery('/admin/workspaces', { q, sort: sort === '-created' ? '' : sort, cursor })
}

/** A column of the list; `sort` is the order that the first press on its heading asks for, the second turns it round. */
export type WorkspaceColumn = {
  id: 'name' | 'members' | 'notes' | 'forms' | 'responses' | 'bytes' | 'active' | 'created'
  label: string
  sort?: AllWorkspacesSort
}

export const workspaceColumns: WorkspaceColumn[] = [
  { id: 'name', label: words.columns.name, sort: 'name' },
  { id: 'members', label: words.columns.members, sort: '-members' },
  { id: 'notes', label: words.columns.notes },
  { id: 'forms', label: words.columns.forms },
  { id: 'responses', label: words.columns.responses },
  { id: 'bytes', label: words.columns.bytes, sort: '-bytes' },
  { id: 'active', label: words.columns.active, sort: '-active' },
  { id: 'created', label: words.columns.created, sort: '-created' },
]

const turned: Record<AllWorkspacesSort, AllWorkspacesSort> = {
  name: '-name',
  '-name': 'name',
  created: '-created',
  '-created': 'created',
  members: '-members',
  '-members': 'members',
  bytes: '-bytes',
  '-bytes': 'bytes',
  active: '-active',
  '-active': 'active',
}

/** The order after a press on a heading that asks for `first`. */
export function nextWorkspacesSort(now: AllWorkspacesSort, first: AllWorkspacesSort): AllWorkspacesSort {
  return now === first ? turned[first] : first
}

/** How a heading's column is sorted at the moment, for `aria-sort`. */
export function directionOf(
  now: AllWorkspacesSort,
  first: AllWorkspacesSort | undefined,
): 'ascending' | 'descending' | undefined {
  if (first === undefined || (now !== first && now !== turned[first])) return undefined
  return now.startsWith('-') ? 'descending' : 'ascending'
}

export const workspaceSorts: { value: AllWorkspacesSort; label: string }[] = [
  { value: '-created', label: words.sorts['-created'] },
  { value: 'created', label: words.sorts.created },
  { value: 'name', label: words.sorts.name },
  { value: '-name', label: words.sorts['-name'] },
  { value: '-members', label: words.sorts['-members'] },
  { value: 'members', label: words.sorts.members },
  { value: '-bytes', label: words.sorts['-bytes'] },
  { value: 'bytes', label: words.sorts.bytes },
  { value: '-active', label: words.sorts['-active'] },
  { value: 'active', label: words.sorts.active },
]
