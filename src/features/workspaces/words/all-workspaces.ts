import { countOf } from '@/lib/count-of'

export const columns = {
  name: 'Name',
  members: 'Members',
  notes: 'Notes',
  forms: 'Forms',
  responses: 'Responses',
  bytes: 'Files',
  active: 'Last change',
  created: 'Made',
}
export const sorts = {
  '-created': 'Newest first',
  created: 'Oldest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  '-members': 'Most members first',
  members: 'Fewest members first',
  '-bytes': 'Most files first',
  bytes: 'Fewest files first',
  '-active': 'Changed last first',
  active: 'Longest unchanged first',
}
export const noFiles = 'none'
export const when = (ago: string, time: string) => `${ago}, ${time}`

export const members = 'Members'
export const handOver = 'Hand over'
export const handOverTo = (name: string) => `Hand over to ${name}`

export const figure = 'Workspaces'
export const openInvitations = (count: number) => countOf(count, 'open invitation')
