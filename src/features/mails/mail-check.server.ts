import type { Finding } from '@/lib/finding'
import { openTransport, senderOf, type Sender } from './mail-transport.server'
import * as words from './words/check'

/** Connects to the mail server, signs in, and has a test message sent where `to` is given. */
export async function checkMail(own: Sender, to?: string): Promise<Finding> {
  const { SMTP_URL } = own.config
  if (SMTP_URL === undefined)
    return {
      name: 'mail',
      grade: to === undefined ? 'warning' : 'bad',
      says: words.noMailServer,
      mend: 'SMTP_URL=smtps://user:password@mail.example.org',
    }
  try {
    return { name: 'mail', grade: 'good', says: await tryServer(own, SMTP_URL, to) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      name: 'mail',
      grade: 'bad',
      says: words.fails(reason),
      mend: mendOf(error),
    }
  }
}

async function tryServer(own: Sender, url: string, to: string | undefined): Promise<string> {
  const transport = await openTransport(url)
  const { host } = new URL(url)
  try {
    await transport.verify()
    if (to === undefined) return words.takes(host)
    await transport.sendMail({
      from: senderOf(own),
      to: { name: '', address: to },
      envelope: { from: senderOf(own).address, to: [to] },
      subject: words.subject(own.name),
      text: words.text(own.identity.command, own.address.origins[0]),
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return words.took(host, to)
  } finally {
    transport.close()
  }
}

/** What most often helps, by what the sender of mail calls the failure. */
function mendOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EAUTH') return words.mend.signIn
  if (code === 'EENVELOPE') return words.mend.sender
  return words.mend.host
}
