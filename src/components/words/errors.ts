export const notFoundTitle = 'Not found'
export const nothingHere = 'There is nothing here'
export const nothingHereHint =
  'The address may be mistyped, what it led to may be gone, or it is not yours to see.'

/** The heading of a failure, by its status. */
export const headings: Record<number, string> = {
  401: 'You are signed out',
  403: 'This is not for you',
  404: nothingHere,
  429: 'Wait a moment',
  503: 'Not just now',
}
export const didNotWork = 'That did not work'
export const broke = 'Something broke'
export const ourFault = 'Something went wrong on our side. It has been logged.'

export const secretNotKept = 'What you sent was not done, and is not kept: a password or a code was in it.'
export const typeAgain = 'Sign in, then type it again.'
export const signIn = 'Sign in'
export const goBack = 'Go back'
export const kept = 'Nothing is lost: what you sent is kept in this page.'
export const sendFromOtherTab = 'Sign in in another tab, come back, and send it again.'
export const signInElsewhere = 'Sign in in another tab'
export const sendAgain = 'Send it again'
