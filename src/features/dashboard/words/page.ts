export const title = 'Start'
export const hello = (firstName: string) => `Hello, ${firstName}`
export const thisIs = (workspace: string) => `This is ${workspace}.`

export const noWorkspace = 'You are in no workspace'
export const noWorkspaceHint =
  'Begin one of your own, or ask somebody to invite you to theirs. You find the link in the message that they send.'
export const beginWorkspace = 'Begin a workspace'

export const newInWeek = 'New in the last 7 days'
export const newSince = 'New since your last visit'
export const markAllSeen = 'Mark all as seen'
export const nothingNew = 'Nothing came in, and nobody else changed anything.'

export const all = 'All of them'

export const nothingYet = 'Nothing here yet'
export const nothingYetHint = 'What others write and what comes in by forms appears here.'
export const firstStep = 'To begin with'
export const firstSteps = 'What to do first'
export const orLookFirst = (description: string) => `Or look at something first. ${description}`
