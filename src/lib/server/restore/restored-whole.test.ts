// @vitest-environment node
import { expect, test } from 'vitest'
import { features } from '@/app'
import { auditRows } from '@/test/audit'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { database, transaction } from '../db'
import { findHold } from '../jobs/queue'
import { listLiveCopyNotices, rememberLiveCopy } from '../live-copy'
import { issueToken } from '../one-time'
import { session, verification } from '../schema/accounts'
import { mails } from '../schema/mails'
import { invitation } from '../schema/workspaces'
import { settleRestored } from './restored'

useInstance()

const now = new Date('2026-06-01T12:00:00Z')

test('what must not come back after a restore goes in one transaction, or not at all', async () => {
  const { accountId, email, workspace } = buildMember('owner')
  openSession(buildMember('owner'))
  const expiresAt = new Date(now.getTime() + 60_000)
  transaction((tx) => issueToken(tx, 'password_reset', { accountId }, 60_000, now))
  const open = {
    id: 'open',
    organizationId: workspace.id,
    inviterId: accountId,
    email,
    expiresAt,
    createdAt: now,
  }
  database().insert(invitation).values(open).run()
  const link = 'https://capsule.test/reset?token=x'
  const mail = { id: 'linked', kind: 'password_reset', recipient: email, data: '{}', link, createdAt: now }
  database().insert(mails).values(mail).run()

  await settleRestored(features, now)

  expect(database().select().from(session).all()).toEqual([])
  expect(database().select().from(verification).all()).toEqual([])
  expect(database().select().from(mails).get()?.link).toBe(null)
  expect(findHold()).not.toBe(null)
  expect(auditRows('instance.restored')).toHaveLength(1)
})

test('a copy that was made live is told of for seven days', () => {
  rememberLiveCopy(now)

  expect(listLiveCopyNotices(now)).toHaveLength(1)
  expect(listLiveCopyNotices(new Date(now.getTime() + 8 * 24 * 60 * 60_000))).toEqual([])
})
