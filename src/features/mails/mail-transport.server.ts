import type { Transporter } from 'nodemailer'
import { instanceName } from '@/lib/server/in-force'
import { instance, type Instance } from '@/lib/server/instance'

/** A mailbox as the two parts that a message keeps apart: neither is ever read out of a line of text. */
export type Mailbox = { name: string; address: string }

export type Message = {
  id: string
  to: string
  subject: string
  text: string
  html: string
  /** Where an answer goes, if not to the sender. */
  replyTo?: string
}

const SECOND = 1000

/**
 * How long each step may take, in milliseconds. A server that drags out every answer meets the job's own
 * limit.
 */
const patience = {
  dnsTimeout: 10 * SECOND,
  connectionTimeout: 10 * SECOND,
  greetingTimeout: 10 * SECOND,
  socketTimeout: 15 * SECOND,
}

/** Hands one message to the mail server. Throws what the server said, or that it could not be reached. */
export async function deliver({ id, to, subject, text, html, replyTo }: Message): Promise<void> {
  assertPlainAddress(to)
  const transport = await openTransport(instance().config.SMTP_URL ?? '')
  try {
    await transport.sendMail({
      from: senderOf(),
      to: { name: '', address: to },
      ...(replyTo !== undefined && isPlainAddress(replyTo) && { replyTo: { name: '', address: replyTo } }),
      envelope: { from: senderOf().address, to: [to] },
      // Stable, so that a message that was sent twice can be told for one (RFC 5322, 3.6.4).
      messageId: `<${id}@${publicName()}>`,
      subject,
      text,
      html,
      // Out-of-office notes are not to answer (RFC 3834, 5).
      headers: { 'Auto-Submitted': 'auto-generated' },
      textEncoding: 'quoted-printable',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } finally {
    transport.close()
  }
}

/** A connection for one message: there are few, and an idle one kept open is one more thing that breaks. */
export async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport({ ...readServer(url), ...patience })
}

/**
 * What SMTP_URL says. Certificates are verified; `smtp://` must upgrade to TLS unless the server is on this machine, or
 * `?requireTLS=false` says so.
 */
export function readServer(url: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const mayBeOpen = isHere(hostname) || searchParams.get('requireTLS') === 'false'
  const user = decodeURIComponent(username)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !mayBeOpen,
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(password) } }),
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const },
  }
}

function isHere(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** What of an instance says who a message comes from, and what people call it. */
export type Sender = Pick<Instance, 'config' | 'identity' | 'address'> & { name: string }

/** Who every message comes from: MAIL_FROM, else the instance at the public address. */
export function senderOf(own: Sender = { ...instance(), name: instanceName() }): Mailbox {
  const { config, identity, name: called } = own
  if (config.MAIL_FROM === undefined)
    return { name: called, address: `${identity.command}@${publicName(own)}` }
  const [, name = '', address = ''] = /^(?:(.*)\s)?<?([^\s<>]+)>?$/.exec(config.MAIL_FROM) ?? []
  return { name: name.trim(), address }
}

/** The host of the public address. A literal address is no domain that mail programs take: `localhost` stands in. */
function publicName({ address }: Pick<Sender, 'address'> = instance()): string {
  const { hostname } = new URL(address.origins[0])
  return /^[\d.]+$|^\[/.test(hostname) ? 'localhost' : hostname
}

function assertPlainAddress(address: string): void {
  if (!isPlainAddress(address)) throw new Error('The address of the recipient is not one.')
}

/** One address and nothing else (RFC 5322, 3.4.1, without quotes and comments): it could not name a second recipient. */
export function isPlainAddress(address: string): boolean {
  return /^[^\s<>()[\],;:\\"@\p{Cc}\p{Cf}]+@[^\s<>()[\],;:\\"@\p{Cc}\p{Cf}]+$/u.test(address)
}
