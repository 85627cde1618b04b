// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { buildMember, openSession } from '@/test/instance'
import { readConfig } from '../config'
import { closeDatabase, database, openDatabase, transaction } from '../db'
import { enqueueJob, findHold } from '../jobs/queue'
import { readMigrations } from '../migrate'
import { issueToken } from '../one-time'
import { findMark, setMark } from '../running-mark'
import { session, user, verification } from '../schema/accounts'
import { audit } from '../schema/audit'
import { jobs } from '../schema/jobs'
import { mails } from '../schema/mails'
import { invitation } from '../schema/workspaces'
import { startInstance } from '../start'

const now = new Date()
let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-restored-'))
  path = join(folder, 'capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () =>
  startInstance({
    identity,
    features,
    migrations: readMigrations('migrations'),
    config: readConfig(identity, { DATABASE_PATH: path }),
  })

/** What a backup holds that must not come back to life. */
function fill() {
  const owner = buildMember('owner')
  openSession(owner)
  transaction((tx) => {
    issueToken(tx, 'password_reset', { accountId: owner.accountId }, 60_000, now)
    tx.insert(invitation)
      .values({
        id: 'open',
        organizationId: owner.workspace.id,
        inviterId: owner.accountId,
        email: 'new@example.org',
        expiresAt: new Date(now.getTime() + 60_000),
        createdAt: now,
      })
      .run()
    for (const [id, link] of [
      ['linked', 'https://capsule.test/reset?token=x'],
      ['plain', null],
    ] as const) {
      const mail = { id, kind: 'password_changed', recipient: owner.email, data: '{}', link, createdAt: now }
      tx.insert(mails).values(mail).run()
      enqueueJob(tx, { kind: 'send_mail', payload: { mailId: id }, key: `send_mail:${id}` }, now)
    }
  })
}

it('the first start after a restore ends what must not come back, and holds jobs and mail', async () => {
  const before = await start()
  fill()
  before.stop()
  const client = openDatabase(path, identity.applicationId)
  setMark(client, 'restored')
  closeDatabase(client)

  const { stop } = await start()
  const all = database()
  expect(all.select().from(session).all()).toEqual([])
  expect(all.select().from(verification).all()).toEqual([])
  expect(all.select().from(user).get()?.sessionsEndedAt).toBeInstanceOf(Date)
  expect(all.select().from(invitation).get()?.linkNumber).toBe(2)
  expect(all.select({ id: mails.id, status: mails.status, link: mails.link }).from(mails).all()).toEqual([
    { id: 'linked', status: 'failed', link: null },
    { id: 'plain', status: 'queued', link: null },
  ])
  expect(all.select({ key: jobs.key }).from(jobs).all()).toEqual([{ key: 'send_mail:plain' }])
  expect(findHold()).toBeInstanceOf(Date)
  expect(all.select({ action: audit.action }).from(audit).all()).toEqual([{ action: 'instance.restored' }])
  expect(findMark(all)).toBe('running')
  stop()
})
