export const title = 'Sessions'
export const whatTheyAre =
  'Where you are signed in. A session ends after a week without use, and after 30 days in any case. End what you do not know, then change your password.'
export const thisOne = 'This session'
export const impersonation = 'An admin, acting as you'
/** What stands before the time of the last use, between the times, which the sign-in's follows. */
export const facts = (address: string | null) =>
  [`${address ?? 'Unknown address'} · last used`, '· signed in'] as const
export const end = 'End'
export const endOne = (device: string) => `End the session: ${device}`
export const endOthers = 'End all other sessions'
export const endOthersHint = 'Devices that were trusted ask for the second factor again, too.'

export const done = {
  revoke: 'That session has ended.',
  'revoke-others': 'All other sessions have ended, and no device is trusted any more.',
}
