// @vitest-environment node
import { expect, it } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { buildWorkspace, useInstance } from '@/test/instance'
import { eq } from 'drizzle-orm'
import { listMailDays } from './mail-days.server'
import { queueMail } from './mails.server'

useInstance()

const now = new Date('2026-03-02T01:00:00Z')

const write = (at: string) =>
  transaction((tx) =>
    queueMail(
      tx,
      { kind: 'account_exists', recipient: 'ada@example.org', name: 'Ada', link: '/forgot' },
      new Date(at),
    ),
  )

it('messages are counted for admins alone', async () => {
  await expect(listMailDays(buildWorkspace().owner, 3)).rejects.toMatchObject({ code: 'forbidden' })
})

it('messages are counted by day, with the days on which none was written', async () => {
  write('2026-02-27T23:59:59Z')
  write('2026-02-28T00:00:00Z')
  write('2026-02-28T23:59:59Z')
  const failed = write('2026-03-02T00:30:00Z')
  database().update(mails).set({ status: 'failed' }).where(eq(mails.id, failed)).run()
  expect(await listMailDays('operator', 3, now)).toEqual([
    { day: '2026-02-28', written: 2, failed: 0 },
    { day: '2026-03-01', written: 0, failed: 0 },
    { day: '2026-03-02', written: 1, failed: 1 },
  ])
})
