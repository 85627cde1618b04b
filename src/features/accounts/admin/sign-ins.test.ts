// @vitest-environment node
import { expect, it } from 'vitest'
import type { AuditAction } from '@/lib/audit-actions'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { buildWorkspace, useInstance } from '@/test/instance'
import { listAccountFigures } from './account-figures.server'
import { listSignIns } from './sign-ins.server'

useInstance()

const now = new Date('2026-03-02T01:00:00Z')

const write = (action: AuditAction, at: string) =>
  transaction((tx) => writeAudit(tx, { action, actor: null }, new Date(at)))

it('sign-ins are counted for admins alone', async () => {
  await expect(listSignIns(buildWorkspace().owner, 3)).rejects.toMatchObject({ code: 'forbidden' })
})

it('sign-ins are counted by day, with the days on which nobody came', async () => {
  write('account.signed_in', '2026-02-27T23:59:59Z')
  write('account.signed_in', '2026-02-28T00:00:00Z')
  write('account.signed_in', '2026-02-28T23:59:59Z')
  write('account.sign_in_failed', '2026-03-02T00:30:00Z')
  expect(await listSignIns('operator', 3, now)).toEqual([
    { day: '2026-02-28', signedIn: 2, failed: 0 },
    { day: '2026-03-01', signedIn: 0, failed: 0 },
    { day: '2026-03-02', signedIn: 0, failed: 1 },
  ])
})

it('a ban that is over is none', () => {
  const { member } = buildWorkspace()
  const ban = (until: number | null) =>
    transaction((tx) =>
      tx.run(`UPDATE user SET banned = 1, ban_expires = ${until} WHERE id = '${member.accountId}'`),
    )
  ban(now.getTime() - 1)
  expect(listAccountFigures(now)[0]?.about).not.toContain('banned')
  ban(null)
  expect(listAccountFigures(now)[0]?.about).toContain('1 banned')
})
