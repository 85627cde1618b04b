import { withQuery } from '@/lib/with-query'
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
  { id: 'name', label: 'Name', sort: 'name' },
  { id: 'members', label: 'Members', sort: '-members' },
  { id: 'notes', label: 'Notes' },
  { id: 'forms', label: 'Forms' },
  { id: 'responses', label: 'Responses' },
  { id: 'bytes', label: 'Files', sort: '-bytes' },
  { id: 'active', label: 'Last change', sort: '-active' },
  { id: 'created', label: 'Made', sort: '-created' },
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
  { value: '-created', label: 'Newest first' },
  { value: 'created', label: 'Oldest first' },
  { value: 'name', label: 'Name, A to Z' },
  { value: '-name', label: 'Name, Z to A' },
  { value: '-members', label: 'Most members first' },
  { value: 'members', label: 'Fewest members first' },
  { value: '-bytes', label: 'Most files first' },
  { value: 'bytes', label: 'Fewest files first' },
  { value: '-active', label: 'Changed last first' },
  { value: 'active', label: 'Longest unchanged first' },
]
