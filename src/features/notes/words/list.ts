import { writeNumber } from '@/lib/numbers'

export const notes = 'Notes'
export const which = 'Which notes'
export const views = { active: 'Notes', pinned: 'Pinned', archived: 'Archive', trash: 'Trash' }

export const searchNotes = 'Search notes'
export const search = 'Search'
export const sortBy = 'Sort by'
export const sorts = { updated: 'Changed', created: 'Created', title: 'Title' }

export const tags = 'Tags'
export const moreTags = (count: number) => `${writeNumber(count)} more`
export const allTags = 'Show all tags'
export const more = 'Show more'

export const pinned = 'Pinned'
export const onlyYou = 'Only you'
export const menuOf = (title: string) => `What to do with ${title}`

export const found = (count: number, isAll: boolean) => {
  if (count === 1) return 'One note'
  return isAll ? `${writeNumber(count)} notes` : `${writeNumber(count)} or more notes`
}
export const appended = (count: number) => `${writeNumber(count)} more`
export const offline =
  'You are offline. What is shown is from before; the list goes on by itself once there is a connection.'
export const tell = 'If it stays, tell whoever runs this:'
export const again = 'Try again'
