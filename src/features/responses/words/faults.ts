export const status = 'The status must be "new", "in_work", "done" or "spam".'
export const view = 'The status must be "all", "new", "in_work", "done", "spam" or "quarantine".'
export const chooseStatus = 'Choose a status.'
export const sort = 'The sort must be text.'
export const sortBy = 'Sort by "submitted", "status", or the key of a question; "-" turns it round.'
export const noSort = (key: string) => `This form has no question "${key}" to sort by.`
export const theSearch = 'The search'
export const theLimit = 'The limit'
export const cursor = 'This cursor is not of this list. Start again without one.'
export const format = 'The format must be "csv" or "jsonl".'
export const accountId = 'This is not the id of an account.'
export const responseId = 'This is not the id of a response.'
export const assignee = 'Assign it to somebody of this workspace.'
export const answers = 'The answers must be an object.'
export const theReason = 'The reason'
export const wholeVersion = 'The version must be a whole number.'
export const positiveVersion = 'The version must be positive.'
export const version = 'The version must be a number.'
export const changes = 'Send the changes as a JSON object.'
export const noChange = 'Nothing to change was given.'
export const reasonGoesWithAnswers = 'Changed answers need a reason, and only they do.'
export const theComment = 'The comment'
export const noComment = 'The comment is missing.'
export const comment = 'Send the comment as a JSON object.'
export const whatIsDone = 'What is done must be "status", "assign", "tag", "untag", "release" or "delete".'
export const ids = 'The ids must be a list.'
export const noIds = 'Name at least one response.'
export const manyIds = (most: number) => `Name at most ${most} responses at once.`
export const idsOrWhich = 'Send either "ids" or "which".'
export const email = 'This is not an e-mail address.'
export const day = 'Write a day as 2026-12-31.'
export const buttons = 'Use one of the buttons of this page.'

export const theTag = 'A tag'
export const comma = 'A tag has no comma. Make two of it, or leave it out.'
export const tags = 'The tags must be a list of texts.'
export const manyTags = (most: number) => `A response may have at most ${most} tags.`

const places = (left: number) =>
  left === 0 ? 'No place is left' : `Only ${left} ${left === 1 ? 'place is' : 'places are'} left`
export const fewPlaces = (left: number) =>
  `${places(left)}. Release fewer, or give the form more places in its settings.`

export const onlyForAdmins = 'Only the admins of the workspace see the responses of this form.'
export const noteIsForAll = 'Only admins see this response, and a note is for the whole workspace.'
export const noNotes = 'Nothing here keeps notes.'
export const viewersReadOnly = 'Viewers read responses; they do not change them.'
export const adminsDelete = 'Only an admin of the workspace can delete responses.'
export const adminsShare = 'Only an admin of the workspace can share results.'
export const key = 'The key must have 8 to 64 letters, digits, _ or -.'
