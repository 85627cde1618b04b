import type { Reader } from '@/lib/reader'
import { fullTime } from '@/lib/time'
import type { Fact, MailContent, SecurityEvent } from './mails.schema'
import * as words from './words/letters'
import * as security from './words/security'

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
  const ofAccount = words.ofAccount(recipient, context)
  const ofTyping = words.ofTyping(recipient, context)
  switch (content.kind) {
    case 'verification':
      return {
        subject: words.verification.subject,
        paragraphs: [words.greet(content.name), words.verification.text(app)],
        action: { label: words.verification.action, url: link },
        closing: [words.aDay, words.verification.notYou],
        reason: ofTyping,
      }
    case 'password_reset':
      return {
        subject: words.passwordReset.subject,
        paragraphs: [words.greet(content.name), words.passwordReset.text(app)],
        action: { label: words.choosePassword, url: link },
        closing: [words.passwordReset.notForLong, words.passwordReset.notYou],
        reason: ofAccount,
      }
    case 'email_change':
      return {
        subject: words.emailChange.subject,
        paragraphs: [
          words.greet(content.name),
          words.emailChange.text(content.newEmail, app),
          words.emailChange.alsoAgree,
        ],
        action: { label: words.emailChange.action, url: link },
        closing: [words.aDay, words.emailChange.notYou],
        reason: ofTyping,
      }
    case 'email_change_consent':
      return {
        subject: words.emailChangeConsent.subject,
        paragraphs: [
          words.greet(content.name),
          words.emailChangeConsent.text(content.newEmail, app),
          words.emailChangeConsent.agree,
        ],
        action: { label: words.emailChangeConsent.action, url: link },
        closing: [words.aDay, words.emailChangeConsent.notYou(origin)],
        reason: ofAccount,
      }
    case 'invitation':
      return {
        subject: words.invitation.subject(content.inviter, content.workspace),
        heading: words.invitation.heading(content.workspace),
        paragraphs: [words.invitation.text(content, app)],
        action: { label: words.invitation.action, url: link },
        closing: [words.invitation.onlyFor(recipient), words.unknown],
        reason: words.ofInviting(content.inviter, recipient, context),
      }
    case 'form_link':
      return {
        subject: words.formLink.subject(content.form),
        paragraphs: [words.formLink.text(content.inviter, content.form, app)],
        action: { label: words.formLink.action, url: link },
        closing: [words.formLink.onlyForYou, words.unknown],
        reason: words.ofInviting(content.inviter, recipient, context),
      }
    case 'welcome':
      return {
        subject: words.welcome.subject(app),
        paragraphs: [
          words.greet(content.name),
          content.hasLink ? words.welcome.withLink(app) : words.welcome.withPassword(app),
        ],
        action: content.hasLink
          ? { label: words.welcome.action, url: link }
          : { label: words.signIn, url: `${origin}/login` },
        closing: content.hasLink ? [words.welcome.fewDays] : [],
        reason: ofAccount,
      }
    case 'account_exists':
      return {
        subject: words.accountExists.subject,
        paragraphs: [words.greet(content.name), words.accountExists.text(app), words.accountExists.itWasYou],
        action: content.hasLink
          ? { label: words.choosePassword, url: link }
          : { label: words.signIn, url: `${origin}/login` },
        closing: [words.doNothing],
        reason: ofAccount,
      }
    case 'security_notice': {
      const { sentence, subject } = security.events[content.event]
      const isLost = losing.has(content.event)
      return {
        subject,
        paragraphs: [
          words.greet(content.name),
          security.thisWas(sentence, app, fullTime(createdAt.toISOString(), reader)),
          security.itWasYou,
          isLost ? security.notYouAndLost(app) : security.notYou,
        ],
        action: isLost
          ? null
          : { label: words.choosePassword, url: content.hasLink ? link : `${origin}/forgot` },
        closing: [],
        reason: ofAccount,
      }
    }
    case 'backup_failed':
      return {
        subject: words.backupFailed.subject,
        paragraphs: [
          words.greet(content.name),
          words.backupFailed.text(content.path, app, fullTime(createdAt.toISOString(), reader)),
          content.reason,
        ],
        action: { label: words.backupFailed.action, url: `${origin}/admin/backups` },
        closing: [],
        reason: ofAccount,
      }
    case 'response':
      return {
        subject: words.response.subject(content.form),
        paragraphs: [words.response.text(content.form)],
        facts: content.facts,
        action: { label: words.response.action, url: `${origin}${content.path}` },
        closing: content.replyTo ? [words.response.answerGoes] : [],
        reason: words.ofForm(content.form, context),
      }
    case 'response_digest':
      return {
        subject: words.responseDigest.subject(content.count, content.form),
        paragraphs: [words.responseDigest.text(content.count, content.form)],
        facts: content.facts,
        action: { label: words.responseDigest.action, url: `${origin}${content.path}` },
        closing: [],
        reason: words.ofForm(content.form, context),
      }
    case 'response_receipt':
      return {
        subject: words.responseReceipt.subject(content.form),
        paragraphs: [words.responseReceipt.text(content.form)],
        facts: content.facts,
        action: null,
        closing: [words.responseReceipt.notYou],
        reason: words.ofAnswer(recipient, context),
      }
  }
}

/** After these, what the owner could do alone no longer works. */
const losing: ReadonlySet<SecurityEvent> = new Set<SecurityEvent>(['email_changed', 'account_deleted'])
