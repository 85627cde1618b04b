export const announcement = 'Announcement'
export const dismiss = 'Put the announcement away'

export const notices = 'About this instance'
export const seeMore = 'See more'

export const impersonation = 'Acting as somebody else'
export const actingAs = [' acting as ', ', for an hour at most.'] as const
export const stop = 'Stop'

export const otherWorkspace = 'Another workspace'
export const thisIsIn = ['This is in ', '. You are working in ', '.'] as const
export const switchTo = (workspace: string) => `Switch to ${workspace}`

export const nameTheRequest = 'Should you tell somebody about it, name this request:'
export const tryAgain = 'Try again'
export const toStart = 'Go to the start'
