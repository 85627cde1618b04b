// @vitest-environment node
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Member } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { holdJobs } from '@/lib/server/jobs/queue'
import { runNextJob } from '@/lib/server/jobs/run'
import { configureLog } from '@/lib/server/log'
import { audit } from '@/lib/server/schema/audit'
import { jobs } from '@/lib/server/schema/jobs'
import { mails as outbox } from '@/lib/server/schema/mails'
import { buildMember, useInstance } from '@/test/instance'
import { startMailServer } from '@/test/mail'
import { exportMails } from './mail-export.server'
import { mailJobs } from './mail-jobs.server'
import { findMail } from './mail-rows.server'
import type { MailStatus, NewMail } from './mails.schema'
import { queueMail } from './mails.server'
import { getMail, listMails, listMailsWithLink, renderMail, sendNow, showLink } from './outbox.server'

configureLog({ level: 'error', format: 'text' })
useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
const reset: NewMail = {
  kind: 'password_reset',
  recipient: 'ada@example.org',
  name: 'Ada',
  link: '/reset?token=secret-of-ada',
}

const queue = (now = noon, mail: NewMail = reset) => transaction((tx) => queueMail(tx, mail, now))
const buildAdmin = (): Member => ({
  ...buildMember('viewer', buildMember('owner').workspace.id),
  isInstanceAdmin: true,
})
const audited = () => database().select().from(audit).all()

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((thrown: unknown) => thrown)
  return error instanceof AppError ? error.code : 'nothing was refused'
}

function impersonated(admin: Member): Member {
  const session = { id: 'a', provedAt: null, impersonator: { id: 'b', name: 'The admin' } }
  return { ...admin, session }
}

describe('the outbox', () => {
  test('is for admins of the instance, in their own session', async () => {
    const id = queue()
    for (const actor of [buildMember('owner'), impersonated(buildAdmin())]) {
      expect(await codeOf(listMails(actor, { limit: 20 }))).toBe('forbidden')
      expect(await codeOf(listMailsWithLink(actor, 20))).toBe('forbidden')
      expect(await codeOf(getMail(actor, id))).toBe('forbidden')
      expect(await codeOf(showLink(actor, id))).toBe('forbidden')
      expect(await codeOf(sendNow(actor, id))).toBe('forbidden')
    }
    expect(audited()).toEqual([])
  })

  test('has no message that is not there', async () => {
    const id = Bun.randomUUIDv7()
    expect(await codeOf(getMail('operator', id))).toBe('not_found')
    expect(await codeOf(showLink('operator', id))).toBe('not_found')
    expect(await codeOf(sendNow('operator', id))).toBe('not_found')
  })

  test('takes no cursor of another list', async () => {
    for (let count = 0; count < 3; count += 1) queue()
    const { next } = await listMails(buildAdmin(), { limit: 2 })
    const query = { limit: 2, cursor: next ?? '', status: 'queued' } as const
    expect(await codeOf(listMails(buildAdmin(), query))).toBe('bad_input')
  })

  test('is read page by page, newest first, each message once', async () => {
    const admin = buildAdmin()
    const ids = [0, 1, 1, 2, 3].map((minute) => queue(new Date(noon.getTime() + minute * 60_000)))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listMails(admin, { limit: 2, cursor })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)

    expect(seen.toSorted()).toEqual(ids.toSorted())
    expect([seen[0], seen.at(-1)]).toEqual([ids.at(-1), ids[0]])
  })

  test('is filtered by status', async () => {
    const sent = queue()
    database().update(outbox).set({ status: 'sent', link: null }).run()
    const waiting = queue()
    const idsOf = async (status: MailStatus) =>
      (await listMails('operator', { limit: 20, status })).items.map(({ id }) => id)

    expect(await idsOf('queued')).toEqual([waiting])
    expect(await idsOf('sent')).toEqual([sent])
    expect(await idsOf('failed')).toEqual([])
    expect((await listMailsWithLink('operator', 20)).map(({ id }) => id)).toEqual([waiting])
  })
})

describe('a message in the outbox', () => {
  test('shows what it says, but not its link', async () => {
    const mail = await getMail(buildAdmin(), queue())

    expect(mail.text).toContain('Hello Ada,')
    expect(mail.text).toContain('(the link is covered)')
    expect(JSON.stringify(mail)).not.toContain('secret-of-ada')
    expect(audited()).toEqual([])
  })

  test('shows its link to an admin, and that is written down', async () => {
    const admin = buildAdmin()
    const id = queue()

    expect(await showLink(admin, id, noon)).toBe('https://capsule.test/reset?token=secret-of-ada')
    expect(audited()).toEqual([
      expect.objectContaining({
        action: 'mail.link_shown',
        actorId: admin.accountId,
        subjectId: id,
        at: noon,
      }),
    ])
  })

  test('shows its link to nobody whose last proof is old: it may open the reader’s own account', async () => {
    const id = queue()
    const read = (provedAt: number | null) =>
      showLink({ ...buildAdmin(), session: { id: 'a', provedAt, impersonator: null } }, id, noon)
    for (const provedAt of [null, noon.getTime() - 10 * 60_000])
      expect(await codeOf(read(provedAt))).toBe('unproved')
    expect(audited()).toEqual([])
    expect(await read(noon.getTime() - 9 * 60_000)).toContain('secret-of-ada')
  })

  test('shows its link to the operator, and that is written down', async () => {
    const id = queue()
    await showLink('operator', id)

    expect(audited()).toEqual([
      expect.objectContaining({ action: 'mail.link_shown', actorId: null, subjectId: id }),
    ])
  })

  test('has no link to show once it was sent', async () => {
    const id = queue()
    database().update(outbox).set({ status: 'sent', link: null }).run()

    expect(await codeOf(showLink('operator', id))).toBe('conflict')
    expect(audited()).toEqual([])
    expect((await getMail('operator', id)).text).toContain('the link was erased')
  })
})

test('a person’s copy of their data lists their messages, without a link', async () => {
  const { accountId } = buildMember('owner')
  const id = queue(noon, { ...reset, accountId })
  queue()
  const listed = await exportMails(accountId)

  expect(listed).toEqual([
    expect.objectContaining({ id, kind: 'password_reset', status: 'queued', createdAt: noon }),
  ])
  expect(JSON.stringify(listed)).not.toContain('secret-of-ada')
})

describe('sending now', () => {
  test('is refused without a mail server, and for what was sent', async () => {
    const id = queue()
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
    database().update(outbox).set({ status: 'sent' }).run()
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
  })

  test('sends what waited without a server, what was put off, and what was given up, each once', async () => {
    const waiting = queue()
    const server = await startMailServer()
    instance().config = readConfig(instance().identity, { SMTP_URL: server.url })
    server.refuse('451 later')
    const putOff = queue()
    await runNextJob(mailJobs, noon)
    const givenUp = queue()
    database().update(outbox).set({ status: 'failed' }).where(eq(outbox.id, givenUp)).run()
    await runNextJob(mailJobs, noon)
    server.refuse(null)

    for (const id of [waiting, putOff, givenUp]) await sendNow('operator', id, noon)
    expect(await codeOf(sendNow('operator', waiting, noon))).toBe('conflict')
    for (let count = 0; count < 6; count += 1) await runNextJob(mailJobs, noon)

    expect(server.all()).toHaveLength(3)
    for (const id of [waiting, putOff, givenUp])
      expect(findMail(id)).toMatchObject({ status: 'sent', link: null })
    expect(database().select().from(jobs).all()).toEqual([])
    await server.stop()
  })
})

describe('sending again', () => {
  const notice: NewMail = {
    kind: 'security_notice',
    recipient: 'ada@example.org',
    name: 'Ada',
    event: 'password_changed',
  }
  const markSent = () => database().update(outbox).set({ status: 'sent', link: null, sentAt: noon }).run()
  const withServer = () => {
    instance().config = readConfig(instance().identity, { SMTP_URL: 'smtp://127.0.0.1:9' })
  }

  test('is refused where the link of the message is gone, by its sending or by a restore', async () => {
    withServer()
    const id = queue()
    markSent()
    expect((await getMail('operator', id)).obstacle).toContain('The link in it is gone')
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
    database().update(outbox).set({ status: 'failed' }).run()
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
    expect(audited()).toEqual([])
  })

  test('is refused while mail is held, and for what waits already', async () => {
    withServer()
    const id = queue(noon, notice)
    expect((await getMail('operator', id)).obstacle).toContain('waits already')
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
    markSent()
    transaction((tx) => holdJobs(tx, noon))
    expect((await getMail('operator', id)).obstacle).toContain('held')
    expect(await codeOf(sendNow('operator', id))).toBe('conflict')
    expect(audited()).toEqual([])
  })

  test('is a message of its own that tells of the same moment, and is written down', async () => {
    withServer()
    const admin = buildAdmin()
    const id = queue(noon, notice)
    markSent()
    const later = new Date('2026-02-02T08:00:00Z')
    const again = await sendNow(admin, id, later)

    expect(again).not.toBe(id)
    expect(findMail(id)?.status).toBe('sent')
    expect(findMail(again)).toMatchObject({
      status: 'queued',
      createdAt: later,
      recipient: 'ada@example.org',
    })
    expect((await getMail(admin, again)).text).toBe((await getMail(admin, id)).text)
    expect(audited()).toEqual([
      expect.objectContaining({ action: 'mail.sent_again', actorId: admin.accountId, subjectId: id }),
    ])
  })
})

describe('the filters of the list', () => {
  test('are kind and a part of the address, and belong to the cursor', async () => {
    queue()
    const other = queue(noon, {
      kind: 'form_link',
      recipient: 'bo@100%.example',
      form: 'F',
      inviter: 'I',
      link: '/f',
    })
    queue(noon, { ...reset, recipient: 'Bo@example.org' })
    const idsOf = async (filter: object) =>
      (await listMails('operator', { limit: 20, ...filter })).items.map(({ id }) => id)

    expect(await idsOf({ kind: 'form_link' })).toEqual([other])
    expect(await idsOf({ address: '100%' })).toEqual([other])
    expect(await idsOf({ address: 'bo@' })).toHaveLength(2)
    expect(await idsOf({ address: 'bo@', status: 'sent' })).toEqual([])
    const { next } = await listMails('operator', { limit: 1, address: 'bo@' })
    expect(await codeOf(listMails('operator', { limit: 1, cursor: next ?? '' }))).toBe('bad_input')
  })
})

test('the HTML of a message is as mail programs get it, without its link', async () => {
  const id = queue()
  expect(await codeOf(renderMail(buildMember('owner'), id))).toBe('forbidden')
  const html = await renderMail('operator', id)
  expect(html).toContain('Hello Ada')
  expect(html).not.toContain('secret-of-ada')
})
