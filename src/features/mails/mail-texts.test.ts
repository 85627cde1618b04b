// @vitest-environment node
import { assert, asyncProperty, string } from 'fast-check'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/server/config'
import { database, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { runNextJob } from '@/lib/server/jobs/run'
import { configureLog } from '@/lib/server/log'
import { user } from '@/lib/server/schema/accounts'
import { buildMember, origin, useInstance } from '@/test/instance'
import { startMailServer, type MailServer, type Received } from '@/test/mail'
import { composeMail } from './compose-mail.server'
import { mailJobs } from './mail-jobs.server'
import { findMail } from './mail-rows.server'
import { SecurityEvent, type NewMail } from './mails.schema'
import { queueMail } from './mails.server'

configureLog({ level: 'error', format: 'text' })
useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
const recipient = 'ada@example.org'
const link = '/somewhere?token=abc-DEF_123'

const facts = [{ label: 'Your name', value: 'Ada' }]

/** One of each kind, with everything optional once there and once not. */
const everyKind: NewMail[] = [
  { kind: 'verification', recipient, name: 'Ada', link },
  { kind: 'password_reset', recipient, name: 'Ada', link },
  { kind: 'email_change', recipient, name: 'Ada', newEmail: 'new@example.org', link },
  { kind: 'email_change_consent', recipient, name: 'Ada', newEmail: 'new@example.org', link },
  { kind: 'invitation', recipient, inviter: 'Grace', workspace: 'Bakery', role: 'admin', link },
  { kind: 'welcome', recipient, name: 'Ada', link },
  { kind: 'welcome', recipient, name: 'Ada' },
  { kind: 'account_exists', recipient, name: 'Ada', link },
  { kind: 'account_exists', recipient, name: 'Ada' },
  ...SecurityEvent.options.map((event): NewMail => ({
    kind: 'security_notice',
    recipient,
    name: 'Ada',
    event,
  })),
  { kind: 'security_notice', recipient, name: 'Ada', event: 'password_changed', link },
  {
    kind: 'response',
    recipient,
    form: 'Orders',
    path: '/responses/1',
    facts,
    replyTo: 'a@b.org',
    responseId: '1',
  },
  { kind: 'response', recipient, form: 'Orders', path: '/responses/1', facts: [], responseId: '1' },
  { kind: 'response_digest', recipient, form: 'Orders', path: '/forms/1/responses', count: 2, facts },
  { kind: 'backup_failed', recipient, name: 'Ada', path: '/backups/a.db', reason: 'The disk is full.' },
  { kind: 'form_link', recipient, form: 'Orders', inviter: 'Grace', link },
  { kind: 'response_receipt', recipient, form: 'Orders', facts, responseId: '1' },
]

const compose = (mail: NewMail) => {
  const row = findMail(transaction((tx) => queueMail(tx, mail, noon)))
  if (!row) throw new Error('It was not queued.')
  return composeMail(row)
}

/** HTML as the words that a person reads. */
const wordsOf = (html: string) =>
  html
    .replace(/<(style|title)>[^]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/\s+/g, ' ')

describe('names and addresses never become a header', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await startMailServer()
    instance().config = readConfig(instance().identity, { PUBLIC_URL: origin, SMTP_URL: server.url })
  })
  afterEach(() => server.stop())

  async function sendInvitation(inviter: string, workspace: string): Promise<Received> {
    const mail: NewMail = { kind: 'invitation', recipient, inviter, workspace, role: 'member', link }
    transaction((tx) => queueMail(tx, mail, noon))
    await runNextJob(mailJobs, noon)
    return server.waitFor(recipient)
  }

  const usual = [
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'subject',
    'to',
  ]

  test.each([
    ['a line break', 'Eve\r\nBcc: victim@example.org', 'Bakery'],
    ['a lone carriage return', 'Eve\rBcc: victim@example.org', 'Bakery'],
    ['a lone line feed', 'Eve', 'Bakery\nBcc: victim@example.org\n\nBody'],
    ['a NUL', 'Eve\0Bcc: victim@example.org', 'Bak\0ery'],
    ['a comma and an address', 'Eve <eve@example.org>, victim@example.org', 'a, b; c'],
    ['quotes and brackets', '"Eve" <eve@example.org>', '\\"Bakery\\" (x)'],
    ['an encoded word', '=?utf-8?q?Eve=0D=0ABcc:_victim@example.org?=', 'Bakery'],
    ['line separators of Unicode', 'Eve\u2028Bcc: victim@example.org', 'Bakery\u0085Bcc: x@example.org'],
    ['the end of the message', 'Eve\r\n.\r\nMAIL FROM:<victim@example.org>', 'Bakery'],
    ['letters of the world', 'Ève Ünal 张伟 🥐', 'Bäckerei «Zum Ofen»'],
    ['a line of a thousand letters', 'E'.repeat(1000), 'B'.repeat(1000)],
  ])('with %s in them', async (_, inviter, workspace) => {
    const message = await sendInvitation(inviter, workspace)

    expect([...message.headers.keys()].toSorted()).toEqual(usual)
    expect([...message.headers.values()].every((values) => values.length === 1)).toBe(true)
    expect(message.envelope.to).toEqual([recipient])
    expect(message.to).toBe(recipient)
    expect(message.subject).not.toMatch(/[\r\n\0\u2028\u0085]/)
    expect(message.links).toContain(`${origin}${link}`)
  })

  test.each([
    'ada@example.org\r\nBcc: victim@example.org',
    'ada@example.org, victim@example.org',
    'Ada <victim@example.org>',
    '"ada@example.org,"@example.org',
    'ada@example.org\0',
    'ada @example.org',
    'ada@example.org>\r\nRCPT TO:<victim@example.org',
    'group: victim@example.org;',
    'ada\u2028@example.org',
  ])('and nothing is sent to %j', async (address) => {
    const mail: NewMail = { kind: 'verification', recipient: address, name: 'Ada', link }
    const id = transaction((tx) => queueMail(tx, mail, noon))
    await runNextJob(mailJobs, noon)

    expect(server.all()).toEqual([])
    expect(findMail(id)).toMatchObject({ status: 'queued', attempts: 1 })
  })

  test('of a response is answered to its respondent alone, and to nobody where the address is none', async () => {
    const replies = async (replyTo: string) => {
      const mail: NewMail = {
        kind: 'response',
        recipient,
        form: 'Orders',
        path: '/x',
        facts,
        replyTo,
        responseId: '1',
      }
      transaction((tx) => queueMail(tx, mail, noon))
      await runNextJob(mailJobs, noon)
      return (await server.waitFor(recipient)).headers.get('reply-to')
    }
    expect(await replies('eve@example.org, victim@example.org')).toBeUndefined()
    expect(await replies('eve@example.org\r\nBcc: victim@example.org')).toBeUndefined()
    expect(await replies('eve@example.org')).toEqual(['eve@example.org'])
  })

  test('whatever the name of an account is', async () => {
    await assert(
      asyncProperty(string({ unit: 'binary', maxLength: 120 }), async (name) => {
        const message = await sendInvitation(name, name)
        expect([...message.headers.keys()].toSorted()).toEqual(usual)
        expect(message.envelope.to).toEqual([recipient])
      }),
      { numRuns: 15 },
    )
  })
})

/** A title for each: its kind, its event, and whether it has a link. */
const titled = everyKind.map((mail): [string, NewMail] => {
  const event = 'event' in mail ? ` of ${mail.event}` : ''
  return [`${mail.kind}${event}${mail.link === undefined ? '' : ' with a link'}`, mail]
})

describe.each(titled)('a message of %s', (_, mail) => {
  test('escapes what people wrote in its HTML', () => {
    const name = `<script>alert("1")</script>'&`
    const others =
      'facts' in mail
        ? { form: name, facts: [{ label: name, value: name }] }
        : { inviter: name, workspace: name, role: name }
    const names = 'name' in mail ? { name } : others
    const { html } = compose({ ...mail, ...names })

    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  })

  test('says the same as text and as HTML', () => {
    const { html, text } = compose(mail)
    const words = wordsOf(html)
    const lines = text.split('\n').filter((line) => line !== '' && line !== '-- ')

    expect(lines.filter((line) => !words.includes(line.replace(/:$/, '')))).toEqual([])
  })

  test('fetches nothing, and says that it is at home in light and in dark', () => {
    const { html } = compose(mail)

    expect(html).not.toMatch(/<img|<link|<script|src=|url\(|@import/)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('prefers-color-scheme:dark')
  })
})

describe('a message', () => {
  test.each(titled.filter(([, mail]) => mail.link !== undefined))(
    'of %s has it in the text and in the HTML',
    (_, mail) => {
      const { html, text } = compose(mail)

      expect(text).toContain(`${origin}${link}\n`)
      expect(html).toContain(`href="${origin}${link}"`)
    },
  )

  test('has a subject of its own, and each security event a sentence of its own', () => {
    const subjects = everyKind.filter((mail) => mail.kind === 'security_notice').map(compose)
    expect(new Set(subjects.map(({ subject }) => subject)).size).toBe(SecurityEvent.options.length)
  })

  test('tells what to do when it was not them', () => {
    const notices = everyKind.filter(({ kind }) => kind === 'security_notice').map(compose)
    for (const { text } of notices) expect(text).toContain('If this was not you')
    expect(compose({ kind: 'security_notice', recipient, name: 'Ada', event: 'passkey_added' }).text).toMatch(
      /on 1 January 2026 at 12:00 UTC[^]*https:\/\/capsule\.test\/forgot/,
    )
  })

  test('says a time as the account of the recipient chose it', () => {
    const member = buildMember('member')
    const notice: NewMail = {
      kind: 'security_notice',
      recipient: member.email,
      name: 'Ada',
      event: 'passkey_added',
    }
    expect(compose(notice).text).toContain('on 1 January 2026 at 12:00 UTC')
    database()
      .update(user)
      .set({ locale: 'de-DE', timeZone: 'Europe/Berlin' })
      .where(eq(user.id, member.accountId))
      .run()
    expect(compose(notice).text).toContain('on 1. Januar 2026 um 13:00 MEZ')
  })

  test('stands under the name of its workspace where it has one', () => {
    const invitation = everyKind.find(({ kind }) => kind === 'invitation')
    expect(invitation && compose(invitation).text).toContain('Bakery · Capsule')
    expect(compose({ kind: 'verification', recipient, name: 'Ada', link }).text).toContain('-- \nCapsule\n')
  })
})
