import { countOf } from '@/lib/count-of'
import { writeNumber } from '@/lib/numbers'

export const tab = 'Accounts'
export const newAccount = 'New account'
export const deleted = 'The account is deleted.'

/** What became of what was asked for; a link waits in the outbox where there is no mail server. */
export const done = {
  created: 'The account is made. Hand the password on by a safe way.',
  invited: 'The account is made, and a link to choose a password is on its way. The outbox has it too.',
  ban: 'The account is banned, and its sessions have ended.',
  unban: 'The ban is lifted.',
  role: 'The role is changed.',
  'end-sessions': 'The sessions have ended.',
  'end-session': 'The session has ended.',
  'send-reset': 'A link to choose a new password is on its way. The outbox has it too.',
  'disable-2fa': 'Two-factor is off.',
  stopped: 'You are yourself again.',
}
export const doneWithoutMail = {
  ...done,
  invited:
    'The account is made, and a link to choose a password is in the outbox. Hand it over from there: no mail is sent from here.',
  'send-reset':
    'A link to choose a new password is in the outbox. Hand it over from there: no mail is sent from here.',
}

export const ban = (name: string) => `Ban ${name}`
export const sessions = 'Sessions'
export const otherSessions = 'Other sessions'
export const noSessions = 'Signed in nowhere.'
export const noOtherSessions = 'You are signed in nowhere else.'
export const actions = 'Actions'
export const isOwn = [
  'This is your own account. Its password, factors and deletion are in the ',
  'settings',
  '.',
] as const
export const trail = 'Audit log'
export const trailOf = { actor: 'What they did', target: 'What was done to them' }

export const facts = {
  email: 'E-mail',
  signsInWith: 'Signs in with',
  made: 'Made',
  seen: 'Last seen',
  banReason: 'Reason of the ban',
  workspaces: 'Workspaces',
}
export const notConfirmed = (email: string) => `${email} (not confirmed)`
export const factors = { password: 'password', twoFactor: 'two-factor' }
export const passkeys = (count: number) => (count === 1 ? 'one passkey' : `${count} passkeys`)
export const noFactor = 'nothing yet: no password was chosen'
export const moment = (ago: string, full: string) => `${ago}, ${full}`
export const never = 'never'
export const noWorkspaces = 'none'
export const inRole = (role: string) => `(${role})`

export const cancel = 'Cancel'
export const banForm = {
  submit: 'Ban',
  reason: 'Reason',
  reasonHint: 'The other admins see it.',
  lastDay: 'Last day',
  lastDayHint: 'Without one the ban has no end. It ends with the day, in UTC.',
}
export const createForm = {
  submit: 'Create the account',
  name: 'Name',
  email: 'E-mail',
  emailHint: 'They sign in with it.',
  password: 'Password',
  passwordHint: 'Leave it empty, and the person gets a link to choose one, good for a week.',
  role: 'Role',
  roles: { user: 'Uses the instance', admin: 'Runs the instance, as an admin' },
}

export const figure = (all: number) => ({ label: tab, value: writeNumber(all) })
export const admins = (count: number) => countOf(count, 'admin')
export const banned = (count: number) => `${count} banned`
export const young = (count: number) => `${count} new in 30 days`
