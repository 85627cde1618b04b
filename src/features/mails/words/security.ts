import type { SecurityEvent } from '../mails.schema'

/** What happened, in a sentence, with when and where. */
export const thisWas = (sentence: string, app: string, time: string) =>
  `${sentence} This was at ${app}, on ${time}.`
export const itWasYou = 'If it was you, there is nothing to do.'
export const notYou =
  'If this was not you, choose a new password now, which signs out everybody else, and then look through the security page of your settings.'
/** Where what the owner could do alone no longer works. */
export const notYouAndLost = (app: string) =>
  `If this was not you, write at once to whoever runs ${app} for you: only they can help now.`

export const events: Record<SecurityEvent, { subject: string; sentence: string }> = {
  password_changed: {
    subject: 'Your password was changed',
    sentence: 'The password of your account was changed.',
  },
  password_reset: {
    subject: 'Your password was set anew',
    sentence: 'A new password was set for your account, by a link or by an admin.',
  },
  email_changed: {
    subject: 'Your e-mail address was changed',
    sentence: 'The e-mail address of your account was changed.',
  },
  two_factor_enabled: {
    subject: 'Two-factor sign-in is on',
    sentence: 'Two-factor sign-in was switched on for your account.',
  },
  two_factor_disabled: {
    subject: 'Two-factor sign-in is off',
    sentence: 'Two-factor sign-in was switched off for your account: the password alone is enough now.',
  },
  backup_codes_made: {
    subject: 'New backup codes were made',
    sentence: 'New backup codes were made for your account. The old ones no longer work.',
  },
  backup_code_used: {
    subject: 'A backup code was used',
    sentence: 'A backup code was used to sign in to your account. That code does not work again.',
  },
  passkey_added: {
    subject: 'A passkey was added',
    sentence: 'A passkey was added to your account. Whoever holds it can sign in.',
  },
  passkey_deleted: {
    subject: 'A passkey was deleted',
    sentence: 'A passkey of your account was deleted. It no longer signs anybody in.',
  },
  account_deleted: {
    subject: 'Your account was deleted',
    sentence: 'Your account was deleted, and everything that was only yours with it.',
  },
}
