import { countOf } from '@/lib/count-of'

export const title = 'Invitations'
export const inviteTo = (workspace: string) => `Invite somebody to ${workspace}`
export const waiting = 'Waiting for an answer'
export const waitingHint =
  'A link can also be copied and handed over some other way. Sending again ends the older links.'
export const noneYet = 'Nobody is invited'
export const noneYetHint = 'Whoever you invite stands here until they answer.'
export const older = 'Older invitations'
export const notYours = 'Owners and admins invite'
export const notYoursHint =
  'To bring somebody in, ask one of the people who run this workspace. You find them among the members.'
export const seeMembers = 'See the members'

export const done = {
  sent: 'The invitation is on its way.',
  resent: 'The invitation is on its way again, with a new link.',
  revoked: 'The invitation is revoked.',
}
export const doneWithoutMail = {
  sent: 'The invitation is made. Copy its link below and hand it over: no mail is sent from here.',
  resent: 'The invitation has a new link. Copy it below and hand it over: no mail is sent from here.',
  revoked: done.revoked,
}

export const email = 'E-mail'
export const emailHint =
  'They get a message with a link. It is good for seven days, and for this address alone.'
export const role = 'Role'
export const send = 'Send the invitation'

export const expired = 'Expired'
export const paused = 'Paused'
export const pausedHint =
  'Whoever sent it may no longer give this role, so it opens nothing. Send it again in your own name.'
export const invitedBy = (role: string, when: string) => [`${role}, invited by `, `, ${when}`] as const
export const expiredSince = (ago: string) => `expired ${ago}`
export const expiresIn = (days: number) =>
  days === 1 ? 'expires within a day' : `expires in ${countOf(days, 'day')}`
export const sendAgain = 'Send again'
export const sendAgainTo = (email: string) => `Send again to ${email}`
export const revoke = 'Revoke'
export const revokeOne = (email: string) => `Revoke the invitation of ${email}`
export const linkFor = (email: string) => `Link for ${email}`
