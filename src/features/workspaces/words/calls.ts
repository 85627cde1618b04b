/** What refuses a call to the API: of the list of all workspaces, and of Better Auth's client. */

export const order =
  'The order must be "created", "name", "members", "bytes" or "active", or one of them after a minus.'
export const theSearch = 'The search'
export const theLimit = 'The limit'
export const theOffset = 'The offset'
export const wrongCursor = 'This cursor is not of this list. Start again without one.'
export const noId = 'This must be an id.'
export const noIdOrAddress = 'This must be an id or an address.'
export const chooseOneRole = 'Choose one role: owner, admin, member or viewer.'
export const noFilter = 'Members cannot be filtered here.'
export const wrongSort = 'Sort by createdAt or by role.'
