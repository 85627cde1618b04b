// @vitest-environment node
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from '@/lib/server/config'
import { database, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { runNextJob } from '@/lib/server/jobs/run'
import { configureLog } from '@/lib/server/log'
import { user } from '@/lib/server/schema/accounts'
import { jobs } from '@/lib/server/schema/jobs'
import { mails as outbox } from '@/lib/server/schema/mails'
import { buildMember, useInstance } from '@/test/instance'
import { jobRun } from '@/test/job-run'
import { startMailServer, type MailServer } from '@/test/mail'
import { mailJobs } from './mail-jobs.server'
import { queueMail, warnOfOpenDoorWithoutMail } from './mails.server'
import type { NewMail } from './mails.schema'

configureLog({ level: 'error', format: 'text' })
useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
const MINUTE = 60_000
const reset: NewMail = {
  kind: 'password_reset',
  recipient: 'ada@example.org',
  name: 'Ada',
  link: '/reset?token=secret-of-ada',
}

let server: MailServer

beforeEach(async () => {
  server = await startMailServer()
  useMailServer(server.url)
})
afterEach(() => server.stop())

function useMailServer(url: string, from?: string): void {
  const env = { PUBLIC_URL: instance().address.origins[0], SMTP_URL: url, ...(from && { MAIL_FROM: from }) }
  instance().config = readConfig(instance().identity, env)
}

const queue = (mail: NewMail = reset) => transaction((tx) => queueMail(tx, mail, noon))
const work = (now = noon) => runNextJob(mailJobs, now)
const rows = () => database().select().from(outbox).all()
const nextRun = () => database().select().from(jobs).get()?.runAt ?? noon

describe('a message that cannot be sent', () => {
  test('waits and is tried again when the server says 451, with its link kept', async () => {
    server.refuse('451 try again later')
    queue()
    await work()

    expect(server.refusals()).toBe(1)
    expect(rows()).toEqual([
      expect.objectContaining({
        status: 'queued',
        attempts: 1,
        sentAt: null,
        link: expect.stringMatching(/token/),
      }),
    ])
    expect(rows()[0]?.lastError).toContain('451')
    const wait = nextRun().getTime() - noon.getTime()
    expect(wait).toBeGreaterThanOrEqual(MINUTE)
    expect(wait).toBeLessThanOrEqual(1.2 * MINUTE)

    server.refuse(null)
    await work(nextRun())
    expect(server.all()).toHaveLength(1)
    expect(rows()[0]).toMatchObject({ status: 'sent', attempts: 2, lastError: null })
  })

  test('arrives once when the server is down, then up', async () => {
    const port = Number(new URL(server.url).port)
    await server.stop()
    queue()
    await work()
    expect(rows()[0]).toMatchObject({ status: 'queued', attempts: 1 })
    expect(rows()[0]?.lastError).toMatch(/ECONNREFUSED|connect/i)

    server = await startMailServer({ port })
    await work(nextRun())
    expect((await server.waitFor('ada@example.org')).subject).toBe('Choose a new password')
    expect(await work(new Date(noon.getTime() + 99 * 60 * MINUTE))).toBe(false)
  })

  test('is given up after twelve tries, and says why', async () => {
    server.refuse('550 no such mailbox')
    queue()
    for (let tries = 0; tries < 20; tries += 1) await work(nextRun())

    expect(server.refusals()).toBe(12)
    expect(rows()[0]).toMatchObject({ status: 'failed', attempts: 12, sentAt: null })
    expect(rows()[0]?.lastError).toContain('550 no such mailbox')
  })

  test('is not sent to a server whose certificate nobody vouches for', async () => {
    const strange = await startMailServer({ secure: true })
    useMailServer(strange.url)
    queue()
    await work()

    expect(strange.all()).toEqual([])
    expect(rows()[0]?.status).toBe('queued')
    expect(rows()[0]?.lastError).toMatch(/certificate|self.signed/i)
    await strange.stop()
  })

  test('is not sent when the upgrade to TLS shows such a certificate', async () => {
    const strange = await startMailServer({ startTls: true })
    useMailServer(strange.url)
    queue()
    await work()

    expect(strange.all()).toEqual([])
    expect(rows()[0]?.lastError).toMatch(/certificate|self.signed/i)
    await strange.stop()
  })
})

describe('a message that was sent', () => {
  test('says so, and nothing of its link is left in its row or its job', async () => {
    queue()
    const [before] = rows()
    expect(before?.link).toBe('https://capsule.test/reset?token=secret-of-ada')
    await work()

    const message = await server.waitFor('ada@example.org')
    expect(message.links).toContain('https://capsule.test/reset?token=secret-of-ada')
    expect(rows()[0]).toMatchObject({ status: 'sent', sentAt: noon, attempts: 1, link: null })
    expect(JSON.stringify([rows(), database().select().from(jobs).all()])).not.toContain('secret-of-ada')
  })

  test('is not sent again when its job runs twice', async () => {
    const id = queue()
    await work()
    await mailJobs['send_mail']?.run({ mailId: id }, jobRun(noon, 2))

    expect(server.all()).toHaveLength(1)
  })

  test('has an id that follows from its row, so that a second copy can be told', async () => {
    const id = queue()
    await work()
    const { headers } = await server.waitFor('ada@example.org')

    expect(headers.get('message-id')).toEqual([`<${id}@capsule.test>`])
    expect(headers.get('auto-submitted')).toEqual(['auto-generated'])
  })

  test('comes from the app at the public address, or from MAIL_FROM', async () => {
    queue()
    await work()
    expect((await server.waitFor('ada@example.org')).from).toBe('Capsule <capsule@capsule.test>')

    useMailServer(server.url, 'Bäckerei Müller <post@example.org>')
    queue()
    await work()
    const second = await server.waitFor('ada@example.org')
    expect(second.from).toBe('Bäckerei Müller <post@example.org>')
    expect(second.envelope.from).toBe('post@example.org')

    useMailServer(server.url, 'post@example.org')
    queue()
    await work()
    expect((await server.waitFor('ada@example.org')).from).toBe('post@example.org')
  })

  test('from an instance without a name of its own comes from localhost', async () => {
    instance().address = { origins: ['http://192.168.1.5:4321'], open: false }
    queue()
    await work()

    expect((await server.waitFor('ada@example.org')).envelope.from).toBe('capsule@localhost')
  })

  test('is gone ninety days later', async () => {
    queue()
    await work()
    const sweep = (days: number) =>
      mailJobs['sweep_mails']?.run({}, jobRun(new Date(noon.getTime() + days * 24 * 60 * MINUTE)))
    await sweep(90)
    expect(rows()).toHaveLength(1)
    await sweep(91)
    expect(rows()).toEqual([])
  })
})

describe('a message whose account is deleted', () => {
  test('goes with it, and its job has nothing to do', async () => {
    const { accountId } = buildMember('member', buildMember('owner').workspace.id)
    queue({ ...reset, accountId })
    database().delete(user).where(eq(user.id, accountId)).run()
    await work()

    expect(server.all()).toEqual([])
    expect(database().select().from(jobs).all()).toEqual([])
  })
})

describe('without a mail server', () => {
  beforeEach(() => {
    instance().config = readConfig(instance().identity, { REGISTRATION: 'open' })
    configureLog({ level: 'info', format: 'text' })
  })
  afterEach(() => configureLog({ level: 'error', format: 'text' }))

  test('messages stay in the outbox, and the log says once where to read them', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    queue()
    queue()
    const lines = written.mock.calls.map(([line]) => String(line))
    written.mockRestore()

    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/stay in the outbox.*\/admin\/mails.*capsule mails/)
    expect(rows().map(({ status }) => status)).toEqual(['queued', 'queued'])
    expect(database().select().from(jobs).all()).toEqual([])
  })

  test('a start with open registration says where the links are', () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    warnOfOpenDoorWithoutMail()
    instance().config = readConfig(instance().identity, { REGISTRATION: 'invite' })
    warnOfOpenDoorWithoutMail()
    const lines = written.mock.calls.map(([line]) => String(line))
    written.mockRestore()

    expect(lines).toEqual([expect.stringContaining('confirmation links are in the outbox')])
  })
})
