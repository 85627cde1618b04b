import { z } from 'zod'
import { wholeNumber } from '@/lib/text'
import * as faults from './words/faults'

/** Whom a message goes to, and which account and workspace it belongs to. */
type Envelope = { recipient: string; accountId?: string; workspaceId?: string }

/** What happened to an account, for the notice that tells its owner. */
export const SecurityEvent = z.enum([
  'password_changed',
  'password_reset',
  'email_changed',
  'two_factor_enabled',
  'two_factor_disabled',
  'backup_codes_made',
  'backup_code_used',
  'passkey_added',
  'passkey_deleted',
  'account_deleted',
])
export type SecurityEvent = z.infer<typeof SecurityEvent>

/** A line of a table in a message: what was asked, and what was answered. */
export const Fact = z.object({ label: z.string(), value: z.string() })
export type Fact = z.infer<typeof Fact>

/** What each template needs. It is kept as JSON; `hasLink` outlives the link itself. */
export const MailContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('verification'), name: z.string() }),
  z.object({ kind: z.literal('password_reset'), name: z.string() }),
  z.object({ kind: z.literal('email_change'), name: z.string(), newEmail: z.string() }),
  z.object({ kind: z.literal('email_change_consent'), name: z.string(), newEmail: z.string() }),
  z.object({
    kind: z.literal('invitation'),
    inviter: z.string(),
    workspace: z.string(),
    role: z.string(),
  }),
  z.object({ kind: z.literal('welcome'), name: z.string(), hasLink: z.boolean() }),
  z.object({ kind: z.literal('account_exists'), name: z.string(), hasLink: z.boolean() }),
  z.object({
    kind: z.literal('security_notice'),
    name: z.string(),
    event: SecurityEvent,
    hasLink: z.boolean(),
  }),
  z.object({
    kind: z.literal('response'),
    form: z.string(),
    path: z.string(),
    facts: z.array(Fact),
    replyTo: z.string().optional(),
  }),
  z.object({
    kind: z.literal('response_digest'),
    form: z.string(),
    path: z.string(),
    count: z.number(),
    facts: z.array(Fact),
  }),
  z.object({ kind: z.literal('backup_failed'), name: z.string(), path: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('form_link'), form: z.string(), inviter: z.string() }),
  z.object({ kind: z.literal('response_receipt'), form: z.string(), facts: z.array(Fact) }),
])
export type MailContent = z.infer<typeof MailContent>
export type MailKind = MailContent['kind']

/** Every message that this app writes, with what its template needs. `link` is a path; it is erased once it was sent. */
export type NewMail = Envelope &
  (
    | { kind: 'verification'; name: string; link: string }
    | { kind: 'password_reset'; name: string; link: string }
    | { kind: 'email_change'; name: string; newEmail: string; link: string }
    | { kind: 'email_change_consent'; name: string; newEmail: string; link: string }
    | { kind: 'invitation'; inviter: string; workspace: string; role: string; link: string }
    | { kind: 'welcome'; name: string; link?: string }
    | { kind: 'account_exists'; name: string; link?: string }
    | { kind: 'security_notice'; name: string; event: SecurityEvent; link?: string }
    | { kind: 'backup_failed'; name: string; path: string; reason: string; link?: never }
    | { kind: 'form_link'; form: string; inviter: string; link: string }
    | NewResponseMail
  )

/**
 * What tells of responses: `path` is the page that shows more, `replyTo` the respondent's own address. `responseId` is kept with it,
 * so that a response that is erased takes its messages along.
 */
type NewResponseMail = { link?: never } & (
  | { kind: 'response'; form: string; path: string; facts: Fact[]; replyTo?: string; responseId: string }
  | { kind: 'response_digest'; form: string; path: string; count: number; facts: Fact[] }
  | { kind: 'response_receipt'; form: string; facts: Fact[]; responseId: string }
)

export const MailStatus = z.enum(['queued', 'sent', 'failed'], {
  error: faults.status,
})
export type MailStatus = z.infer<typeof MailStatus>

/** Every kind of message, for a filter. */
export const mailKinds = MailContent.options.map(({ shape }) => shape.kind.value)

/** What narrows the list: `address` is a part of the recipient's. */
export type MailFilter = {
  status?: MailStatus | undefined
  kind?: MailKind | undefined
  address?: string | undefined
}

export const ListMails = z.strictObject({
  status: MailStatus.optional(),
  kind: z.enum(mailKinds, faults.kind).optional(),
  address: z.string().trim().max(254, faults.address).optional(),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
})
export type ListMails = z.output<typeof ListMails>

/** A message as a list shows it. Times are ISO 8601 UTC. The link itself is never part of it. */
export type MailItem = {
  id: string
  kind: string
  recipient: string
  status: MailStatus
  attempts: number
  lastError: string | null
  hasLink: boolean
  createdAt: string
  sentAt: string | null
}

/** One message with what it says; a link in it is covered. `obstacle` says why it cannot be sent now, null where it can. */
export type MailDetail = MailItem & { subject: string; text: string; obstacle: string | null }

/** A day (`2026-01-31`, UTC) with how many messages were written on it, and how many of them were given up. */
export type MailDay = { day: string; written: number; failed: number }

/** What the page of a message is sent: one of its buttons. */
export const MailAction = z.strictObject({ intent: z.enum(['send', 'link']) })
