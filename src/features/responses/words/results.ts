export const title = (form: string) => `Results · ${form}`
export const backToForms = 'Forms'
export const share = 'Share'
export const shared = 'Whoever has this link sees the figures'
export const sharedHint = 'No single answer and no text is shown there, and no sign-in is needed.'
export const link = 'Link to the results'
export const endLink = 'End the link'
export const linkHint = 'A secret link shows these figures to whoever has it, without single answers.'
export const makeLink = 'Make a link'

export const addingUp = 'Still adding up'
export const inAMoment = 'There are very many responses. The figures come in a moment.'
export const ofNewest = (count: string) =>
  `These figures hold the newest ${count} responses. Older ones are being added.`
export const lookAgain = 'Look again'
export const responses = 'Responses'
export const soFar = (count: string) => `${count} so far`
export const noneYet = 'Nothing to sum up yet'
export const noneYetHint = 'Charts appear here with the first responses.'
export const overTime = 'Over time'
export const inUtc = 'Days in UTC.'
export const overTimeChart = 'Chart of responses over time'
export const overTimeTable = 'Responses over time'
export const day = 'Day'
export const answered = (answered: string, count: string) => `${answered} of ${count} answered`
export const tableOf = (question: string) => `Table of ${question}`
export const countedAsOf = ['Counted without cookies, as of ', '.'] as const

export const funnel = 'How far people came'
export const funnelHint = 'Shares are of all who opened the form.'
export const funnelChart = 'Chart of how far people came'
export const step = 'Step'
export const visits = 'Visits'
export const leftBefore = 'Left before it'
export const opened = 'Opened the form'
export const begun = 'Began to answer'
export const sent = 'Sent it'
export const began = 'Began'
export const completed = 'Completed'
export const page = (page: number) => `Page ${page}`

export const row = 'Row'
export const word = 'Word'
export const answer = 'Answer'
export const shareOf = 'Share'
