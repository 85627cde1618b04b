import type { Reader } from '@/lib/reader'
import { fullTime } from '@/lib/time'
import type { Fact, MailContent, MailKind, SecurityEvent } from './mails.schema'

/** What a message says, before it is made HTML or plain text: everything in it is text, nothing is markup. */
export type Letter = {
  subject: string
  /** The first line of the message's body; the subject when left out. */
  heading?: string
  paragraphs: string[]
  /** A table below them; a value may have several lines. */
  facts?: Fact[]
  /** The one thing to do. */
  action: { label: string; url: string } | null
  /** What to know about it, and what to do when it was not them. */
  closing: string[]
  /** Why this person gets it. */
  reason: string
}

/** What a template may speak of besides its own data. */
export type LetterContext = {
  recipient: string
  link: string | null
  /** The name of the app and its address. */
  app: string
  origin: string
  createdAt: Date
  /** Whoever gets it: times are written for them. */
  reader: Reader
}

/** Writes the letter of a message. A template that needs a link gets an empty one when it was erased. */
export function writeLetter(content: MailContent, context: LetterContext): Letter {
  const { app, recipient, createdAt, origin, reader } = context
  const link = context.link ?? ''
  const ofAccount = `You get this message because ${recipient} belongs to an account at ${app} (${origin}).`
  const ofTyping = `You get this message because somebody typed ${recipient} at ${app} (${origin}).`
  switch (content.kind) {
    case 'verification':
      return {
        subject: 'Confirm your e-mail address',
        paragraphs: [
          greet(content.name),
          `An account at ${app} was made with this address. Confirm that it is yours.`,
        ],
        action: { label: 'Confirm the address', url: link },
        closing: [
          'The link works once, and only for a day.',
          'If this was not you, do nothing: nobody can use the account without this link.',
        ],
        reason: ofTyping,
      }
    case 'password_reset':
      return {
        subject: 'Choose a new password',
        paragraphs: [
          greet(content.name),
          `Somebody asked for a new password for your account at ${app}. Choose it by this link.`,
        ],
        action: { label: 'Choose a new password', url: link },
        closing: [
          'The link works once, and not for long.',
          'If this was not you, do nothing: your password stays as it is.',
        ],
        reason: ofAccount,
      }
    case 'email_change':
      return {
        subject: 'Confirm your new e-mail address',
        paragraphs: [
          greet(content.name),
          `You asked to use ${content.newEmail} for your account at ${app}. Confirm that this address is yours.`,
          'The change also has to be agreed to from the address that the account has now: another message went there.',
        ],
        action: { label: 'Confirm the new address', url: link },
        closing: [
          'The link works once, and only for a day.',
          'If this was not you, do nothing: your address becomes nobody’s.',
        ],
        reason: ofTyping,
      }
    case 'email_change_consent':
      return {
        subject: 'Agree to a new e-mail address',
        paragraphs: [
          greet(content.name),
          `Somebody who is signed in to your account at ${app} asked to change its address to ${content.newEmail}.`,
          'If it was you, agree here.',
        ],
        action: { label: 'Agree to the change', url: link },
        closing: [
          'The link works once, and only for a day.',
          `If this was not you, do not agree. Somebody may know your password: choose a new one at ${origin}/forgot`,
        ],
        reason: ofAccount,
      }
    case 'invitation':
      return {
        subject: `${content.inviter} invites you to ${content.workspace}`,
        heading: `Join ${content.workspace}`,
        paragraphs: [
          `${content.inviter} invites you to the workspace “${content.workspace}” at ${app}, ${asRole(content.role)}.`,
        ],
        action: { label: 'See the invitation', url: link },
        closing: [
          `The invitation is for ${recipient} alone, and works once.`,
          'If you do not know what this is about, do nothing.',
        ],
        reason: `You get this message because ${content.inviter} typed ${recipient} at ${app} (${origin}).`,
      }
    case 'form_link':
      return {
        subject: `Your link to “${content.form}”`,
        paragraphs: [`${content.inviter} asks you to answer the form “${content.form}” at ${app}.`],
        action: { label: 'Open the form', url: link },
        closing: [
          'The link is for you alone: it is good for one answer.',
          'If you do not know what this is about, do nothing.',
        ],
        reason: `You get this message because ${content.inviter} typed ${recipient} at ${app} (${origin}).`,
      }
    case 'welcome':
      return {
        subject: `Your account at ${app}`,
        paragraphs: [
          greet(content.name),
          content.hasLink
            ? `An account at ${app} was made for you. Choose a password to begin.`
            : `Your account at ${app} is ready. You sign in with this address and your password.`,
        ],
        action: content.hasLink
          ? { label: 'Choose a password', url: link }
          : { label: 'Sign in', url: `${origin}/login` },
        closing: content.hasLink ? ['The link works once, and for a few days.'] : [],
        reason: ofAccount,
      }
    case 'account_exists':
      return {
        subject: 'You already have an account',
        paragraphs: [
          greet(content.name),
          `Somebody tried to use this address for an account at ${app}. It belongs to yours already, and nothing was changed.`,
          'If it was you, sign in with the password you have, or choose a new one.',
        ],
        action: content.hasLink
          ? { label: 'Choose a new password', url: link }
          : { label: 'Sign in', url: `${origin}/login` },
        closing: ['If this was not you, do nothing.'],
        reason: ofAccount,
      }
    case 'security_notice': {
      const { sentence, subject, isLost = false } = events[content.event]
      return {
        subject,
        paragraphs: [
          greet(content.name),
          `${sentence} This was at ${app}, on ${fullTime(createdAt.toISOString(), reader)}.`,
          'If it was you, there is nothing to do.',
          isLost
            ? `If this was not you, write at once to whoever runs ${app} for you: only they can help now.`
            : 'If this was not you, choose a new password now, which signs out everybody else, and then look through the security page of your settings.',
        ],
        action: isLost
          ? null
          : {
              label: 'Choose a new password',
              url: content.hasLink ? link : `${origin}/forgot`,
            },
        closing: [],
        reason: ofAccount,
      }
    }
    case 'backup_failed':
      return {
        subject: 'A backup failed',
        paragraphs: [
          greet(content.name),
          `The backup ${content.path} of ${app} could not be made on ${fullTime(createdAt.toISOString(), reader)}. Nothing of it was kept; earlier backups are as they were.`,
          content.reason,
        ],
        action: { label: 'See the backups', url: `${origin}/admin/backups` },
        closing: [],
        reason: ofAccount,
      }
    case 'response':
      return {
        subject: `New response: ${content.form}`,
        paragraphs: [`Somebody answered the form “${content.form}”.`],
        facts: content.facts,
        action: { label: 'Open the response', url: `${origin}${content.path}` },
        closing: content.replyTo ? ['An answer to this message goes to whoever filled in the form.'] : [],
        reason: ofForm(content.form, app, origin),
      }
    case 'response_digest':
      return {
        subject: `${countOf(content.count)}: ${content.form}`,
        paragraphs: [`Since yesterday the form “${content.form}” has had ${countOf(content.count)}.`],
        facts: content.facts,
        action: { label: 'Open the responses', url: `${origin}${content.path}` },
        closing: [],
        reason: ofForm(content.form, app, origin),
      }
    case 'response_receipt':
      return {
        subject: `We have your response: ${content.form}`,
        paragraphs: [`Your response to “${content.form}” has arrived. There is nothing more to do.`],
        facts: content.facts,
        action: null,
        closing: ['If this was not you, somebody else typed your address. Nothing else happens with it.'],
        reason: `You get this message, once, because ${recipient} was typed into a form at ${app} (${origin}).`,
      }
  }
}

function ofForm(form: string, app: string, origin: string): string {
  return `You get this message because the form “${form}” at ${app} (${origin}) tells you of its responses. Its settings change that.`
}

function countOf(count: number): string {
  return count === 1 ? 'one new response' : `${count} new responses`
}

/** What an admin reads in the list. */
export const kindLabels: Record<MailKind, string> = {
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

/** `isLost`: what the owner could do alone no longer works. */
const events: Record<SecurityEvent, { subject: string; sentence: string; isLost?: boolean }> = {
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
    isLost: true,
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
    isLost: true,
  },
}

function greet(name: string): string {
  return `Hello ${name},`
}

function asRole(role: string): string {
  return `as ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`
}
