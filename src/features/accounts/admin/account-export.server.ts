import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { streamLines } from '@/lib/server/line-stream'
import { assertStillAdmin, auditor, type Admin } from './admin-act.server'
import { readAccounts } from './admin-list.server'
import type { AccountItem, ExportAccounts } from './admin.schema'

const columns: [name: string, valueOf: (account: AccountItem) => string | null][] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['email', ({ email }) => email],
  ['emailVerified', ({ emailVerified }) => String(emailVerified)],
  ['role', ({ isAdmin }) => (isAdmin ? 'admin' : 'user')],
  ['twoFactor', ({ hasTwoFactor }) => String(hasTwoFactor)],
  ['banned', ({ ban }) => String(ban !== null)],
  ['banReason', ({ ban }) => ban?.reason ?? null],
  ['banLastDay', ({ ban }) => ban?.lastDay ?? null],
  ['createdAt', ({ createdAt }) => createdAt],
  ['seenAt', ({ seenAt }) => seenAt],
]

/** The list as CSV for spreadsheet programs, made while it is read. Who takes a copy is written down. Throws `forbidden`. */
export function exportAccounts(
  by: Admin,
  which: ExportAccounts,
  now = new Date(),
): ReadableStream<Uint8Array> {
  const items = readAccounts(by, which, now)
  transaction((tx) => {
    assertStillAdmin(tx, by)
    const { filter, q } = which
    const details = { filter, isSearch: q !== undefined && q !== '' }
    writeAudit(tx, { action: 'account.list_exported', actor: auditor(by), details }, now)
  })
  const head = BYTE_ORDER_MARK + csvLine(columns.map(([name]) => name))
  return streamLines(items, head, (account) => csvLine(columns.map(([, valueOf]) => valueOf(account))))
}
