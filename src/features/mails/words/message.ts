export const isSent = 'It is being sent.'
export const lookAgain = ['Look again', ' in a moment to see how that went.'] as const
export const givenUp = 'It was given up'
export const lastTryFailed = 'The last try failed'

export const facts = { to: 'To', kind: 'Kind', written: 'Written', sent: 'Sent', tries: 'Tries' }

export const itsLink = 'Its link'
export const itsLinkHint = (recipient: string) =>
  `Whoever has it can use it: hand it to ${recipient} alone. That you saw it is in the audit log.`
export const theLink = 'The link'
export const showLink = 'Show the link'
/** What stands in a message where its link is not shown. */
export const covered = '(the link is covered)'
export const erased = '(the link was erased when this was sent)'

export const sendNow = 'Send now'
export const sendAgain = 'Send again'

export const asHtml = 'As mail programs show it'
export const preview = (subject: string) => `Preview: ${subject}`
export const asText = 'As plain text'
