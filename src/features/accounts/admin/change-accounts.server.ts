import { AppError } from '@/lib/server/errors'
import { findAccount } from '../find-account.server'
import { endAccountSessions } from './admin-access.server'
import { assertAdmin, type Admin } from './admin-act.server'
import { banAccount, unbanAccount } from './admin-ban.server'
import { removeAccount } from './admin-delete.server'
import type { ChangeAccounts, ChangedAccounts } from './admin.schema'

/**
 * One deed on several accounts, each in a transaction and with an audit row of its own. Those on which it may not be done are left
 * as they are, and named. Throws `forbidden`, and `bad_input` for a ban that is over already.
 */
export async function changeAccounts(
  by: Admin,
  { ids, change }: ChangeAccounts,
  now = new Date(),
): Promise<ChangedAccounts> {
  assertAdmin(by)
  const changed: ChangedAccounts = { changed: 0, refused: [] }
  for (const id of new Set(ids)) {
    const name = findAccount(id)?.name ?? id
    try {
      await act(by, id, change, now)
      changed.changed += 1
    } catch (error) {
      if (!(error instanceof AppError) || !OF_ONE.has(error.code)) throw error
      changed.refused.push({ id, name, reason: error.message })
    }
  }
  return changed
}

/** What hinders at one account, and not at the next. */
const OF_ONE: ReadonlySet<string> = new Set(['conflict', 'not_found'])

async function act(by: Admin, id: string, change: ChangeAccounts['change'], now: Date): Promise<void> {
  switch (change.do) {
    case 'ban':
      return banAccount(by, id, change, now)
    case 'unban':
      return void (await unbanAccount(by, id, now))
    case 'end-sessions':
      return endAccountSessions(by, id, now)
    case 'delete':
      return removeAccount(by, id, now)
  }
}
