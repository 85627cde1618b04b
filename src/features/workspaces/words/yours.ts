import { countOf } from '@/lib/count-of'

export const title = 'Your workspaces'
export const active = 'Active'
export const facts = (role: string, members: number) =>
  `${role} · ${members === 1 ? 'only you' : countOf(members, 'person', 'people')}`
export const open = 'Open'
export const openOne = (workspace: string) => `Open ${workspace}`
export const inNone = 'You are in no workspace'
export const inNoneHint =
  'Begin one of your own, or ask somebody to invite you to theirs. You find the link in the message that they send.'
export const begin = 'Begin a workspace'

export const newOne = 'New workspace'
export const newOneHint = 'Empty at first, and yours: you decide who comes in.'
export const name = 'Name of the workspace'
export const nameHint = 'Your team or project. It can be changed later.'
export const create = 'Create the workspace'
export const cancel = 'Cancel'

export const done = {
  left: 'You have left the workspace.',
  deleted: 'The workspace is deleted.',
  declined: 'The invitation is declined.',
}
