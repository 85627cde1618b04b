// @vitest-environment node
import { afterEach, expect, test } from 'vitest'
import type { Notice } from '@/lib/notice'
import { transaction } from '@/lib/server/db'
import { holdJobs, releaseJobs } from '@/lib/server/jobs/queue'
import { configureLog } from '@/lib/server/log'
import { addNotices, listNotices } from '@/lib/server/notices'
import { buildMember, openSession, useInstance } from '@/test/instance'

useInstance()

const notice: Notice = { tone: 'danger', text: 'The disk is full.', href: '/admin', action: 'Look' }
let end = () => {}
afterEach(() => end())

const buildAdmin = () => ({ ...buildMember('member'), isInstanceAdmin: true })

test('nobody but an admin in their own session is told anything', async () => {
  end = addNotices(() => [notice])
  const admin = buildAdmin()
  const { actor: impersonating } = openSession(admin, { impersonatedBy: 'another' })

  expect(await listNotices(null)).toEqual([])
  expect(await listNotices(buildMember('owner'))).toEqual([])
  expect(await listNotices(impersonating)).toEqual([])
  expect(await listNotices(admin)).toEqual([notice])
})

test('a source that fails does not hide the others', async () => {
  configureLog({ level: 'error', format: 'text' })
  const endBroken = addNotices(() => {
    throw new Error('no')
  })
  end = addNotices(() => [notice])

  expect(await listNotices(buildAdmin())).toEqual([notice])
  endBroken()
  end()
  expect(await listNotices(buildAdmin())).toEqual([])
})

test('admins are told while jobs are held', async () => {
  transaction((tx) => holdJobs(tx, new Date()))
  expect(await listNotices(buildAdmin())).toEqual([
    expect.objectContaining({ tone: 'warning', text: expect.stringMatching(/^Jobs and mail are held/) }),
  ])
  transaction(releaseJobs)
  expect(await listNotices(buildAdmin())).toEqual([])
})
