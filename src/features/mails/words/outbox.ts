import type { MailKind } from '../mails.schema'

export const tab = 'Outbox'
export const noMailServer = 'There is no mail server'
export const noMailServerHint = [
  'Messages stay here. Open one to hand its link on, or set ',
  ' and start again.',
] as const

export const to = 'To'
export const partOfAddress = 'Part of an address'
export const kind = 'Kind'
export const allKinds = 'All kinds'
export const show = 'Show'
export const which = 'Which messages'
export const all = 'All'
export const states = { queued: 'Waiting', retried: 'Trying again', sent: 'Sent', failed: 'Failed' }

export const list = 'Messages'
export const noneSuch = 'No such message'
export const noneSuchHint = 'Nothing in the outbox is like that.'
export const noneYet = 'No messages yet'
export const noneYetHint =
  'Whatever is written to people is listed here: confirmations, invitations, notices.'
export const showAll = 'Show all'
export const pages = 'Pages'
export const newest = 'Newest'
export const older = 'Older'

export const kinds: Record<MailKind, string> = {
  verification: 'Confirmation of an address',
  password_reset: 'New password',
  email_change: 'New address, to be confirmed',
  email_change_consent: 'New address, to be agreed to',
  invitation: 'Invitation',
  welcome: 'Welcome',
  account_exists: 'Account exists already',
  security_notice: 'Security notice',
  response: 'Response to a form',
  response_digest: 'Responses of a day',
  response_receipt: 'Receipt for a response',
  backup_failed: 'Failed backup',
  form_link: 'Personal link to a form',
}
