import { countOf } from '@/lib/count-of'

export const newMembers = (count: number) => countOf(count, 'new member')
export const ofWorkspace = 'of the workspace'
export const invite = 'Invite somebody'
export const inviteHint = 'They get a link. You decide whether they write here or only read.'
