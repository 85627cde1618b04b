/** What the services answer to a deed that may not be, or cannot be any more. */

export const inNone = 'You are in no workspace yet.'
export const noMember = 'You are no member of this workspace.'
export const lastOwner = 'This workspace would be left without an owner. Make somebody else an owner first.'
export const onlyManagersRename = 'Only owners and admins rename the workspace.'
export const onlyOwnersDelete = 'Only owners delete the workspace.'
export const wrongName = (name: string) => `This is not the name. Type “${name}”.`

export const changesOwner = 'Only an owner changes the role of an owner.'
export const makesOwner = 'Only an owner makes somebody an owner.'
export const onlyManagersChange = 'Only owners and admins change roles.'
export const removesOwner = 'Only an owner removes an owner.'
export const onlyManagersRemove = 'Only owners and admins remove people.'
export const isYourself = 'This is yourself. Leave the workspace instead.'
export const onlyOwnersHandOver = 'Only an owner hands the workspace over, and to somebody else.'
export const isLastOwner =
  'This is the only owner of the workspace. Make somebody else an owner first, or delete the workspace.'
export const memberGone = 'This person is no longer in the workspace.'

export const invitesOwner = 'Only an owner invites an owner.'
export const onlyManagersInvite = 'Only owners and admins see to invitations.'
export const isHere = (email: string) => `${email} is in this workspace already.`
export const forAnother = (email: string) => `This invitation is for ${email}. Sign in with that address.`
export const notOpen = 'This invitation is no longer open.'
export const confirmFirst = 'Confirm your e-mail address first.'
export const noNewAccounts =
  'No new accounts are made here. Sign in with the one you have, or ask an admin of this instance.'
export const worksNot = 'This invitation no longer works. Ask for a new one.'
export const isAnswered = 'This invitation was answered already.'

export const noSuchWorkspace = 'There is no such workspace.'
export const isBanned = 'This account is banned. Lift the ban first, or choose somebody else.'
export const isOnlyOwner = 'This is the only owner already.'
