export const gone = 'Invitation'
export const goneTitle = 'This invitation no longer works'
export const goneHint =
  'It was answered, replaced by a newer one or taken back, it is too old, or its address is not complete. Ask whoever invited you to send it again.'
export const goToStart = 'Go to the start'
export const signIn = 'Sign in'

export const join = (workspace: string) => `Join ${workspace}`
/** What stands after the inviter, after the invited address and after the workspace. */
export const invites = (role: string) =>
  [' invites ', ' to ', `, as ${/^[ao]/i.test(role) ? 'an' : 'a'} ${role.toLowerCase()}.`] as const
export const accept = 'Accept'
export const decline = 'Decline'
export const otherAddress = 'You are signed in with another address'
export const otherAddressHint = (email: string) =>
  `You are ${email}. Sign out to go on with the invited address, or ask for an invitation to yours.`
export const signOut = 'Sign out and go on'
export const signInFirst = 'Sign in to answer'

export const noAccountYet = 'No account yet?'
export const email = 'E-mail'
export const emailHint = 'The invitation is for this address.'
export const name = 'Your name'
export const password = 'Password'
export const passwordHint = (least: number) => `At least ${least} characters. A sentence is easy to remember.`
export const create = 'Create the account and accept'
