import type { Finding } from '@/lib/finding'
import { openTransport, senderOf, type Sender } from './mail-transport.server'

/** Connects to the mail server, signs in, and has a test message sent where `to` is given. */
export async function checkMail(own: Sender, to?: string): Promise<Finding> {
  const { SMTP_URL } = own.config
  if (SMTP_URL === undefined)
    return {
      name: 'mail',
      grade: to === undefined ? 'warning' : 'bad',
      says: 'There is no mail server: every message stays in the outbox.',
      mend: 'SMTP_URL=smtps://user:password@mail.example.org',
    }
  try {
    return { name: 'mail', grade: 'good', says: await tryServer(own, SMTP_URL, to) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      name: 'mail',
      grade: 'bad',
      says: `The mail server does not do it: ${reason}`,
      mend: mendOf(error),
    }
  }
}

async function tryServer(own: Sender, url: string, to: string | undefined): Promise<string> {
  const transport = await openTransport(url)
  const { host } = new URL(url)
  try {
    await transport.verify()
    if (to === undefined) return `${host} takes messages from here.`
    await transport.sendMail({
      from: senderOf(own),
      to: { name: '', address: to },
      envelope: { from: senderOf(own).address, to: [to] },
      subject: `A test of ${own.name}`,
      text: `This was sent by "${own.identity.command} doctor". Mail from ${own.address.origins[0]} arrives.`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return `${host} took a test message to ${to}.`
  } finally {
    transport.close()
  }
}

/** What most often helps, by what the sender of mail calls the failure. */
function mendOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EAUTH') return 'check the name and the password in SMTP_URL; @ is %40 there, / is %2F'
  if (code === 'EENVELOPE') return 'set MAIL_FROM to an address that the mail server takes from you'
  return 'check the host and the port in SMTP_URL: smtps:// is 465, smtp:// is 587'
}
