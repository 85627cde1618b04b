import { countOf } from '@/lib/count-of'
import { writeList } from '@/lib/numbers'

export const tab = 'Workspaces'
export const deleted = 'The workspace is deleted, with all that was in it.'
export const about = 'What each workspace holds, in numbers. What is written there is for its members alone.'
export const search = 'Search by name'
export const order = 'Order'
export const show = 'Show'
export const none = 'There is no workspace'
export const noneHint = 'Whoever has an account can make one.'
export const noMatch = 'No workspace matches'
export const noMatchHint = (text: string) => `No name has “${text}” in it. Try a part of it.`
export const showAll = 'Show all workspaces'
export const pages = 'Pages'
export const firstPage = 'First page'
export const more = 'More workspaces'

export const done = {
  renamed: 'The workspace has its new name.',
  'handed-over': 'The workspace is handed over. Its owners until now are admins.',
}
export const members = 'Members'
export const membersHint = 'Where the owner is gone, hand the workspace over to somebody who is there.'
export const nobody = 'Nobody is in this workspace.'
export const memberPages = 'Pages of members'
export const moreMembers = 'More members'
export const name = 'Name'
export const trail = 'Audit log'
export const wholeTrail = 'All that was done in this workspace'
export const noTrail = 'Nothing was written down about this workspace yet.'
export const deleteTitle = 'Delete this workspace'
export const deleteHint = 'All that is in it goes for good, for everybody. The accounts of its members stay.'
export const deleteIt = 'Delete…'

export const deletePage = 'Delete a workspace'
export const deleteQuestion = ['Delete ', '?'] as const
export const whatGoes = 'What goes for good'

type Content = { notes: number; forms: number; responses: number; size: string | null }

/** `size` is that of its files, null where there are none. */
export const content = ({ notes, forms, responses, size }: Content) =>
  `${writeList([
    countOf(notes, 'note'),
    countOf(forms, 'form'),
    countOf(responses, 'response'),
    ...(size === null ? [] : [`${size} of files and pictures`]),
  ])}, private notes included.`
export const formsStop =
  'The forms stop answering at once, under every address and in every page that shows them.'
export const membersLose = (count: number) =>
  `${countOf(count, 'member loses', 'members lose')} it. Accounts stay, and nobody is told by mail.`
export const onlyABackup =
  'Only a backup from before brings it back, with the state of everything else at that time.'
