import { actOn, assertNotLastAdmin, assertOther, auditor, type Admin } from './admin-act.server'
import { deleteAccountRows } from '../settings/deletion.server'
import * as faults from '../words/admin-faults'

/**
 * Deletes an account with its private notes and every workspace in which it is alone. Throws `forbidden`, `not_found`,
 * or `conflict` for oneself, the last admin, and the only owner of a workspace with other people in it.
 */
export async function removeAccount(by: Admin, accountId: string, now = new Date()): Promise<void> {
  actOn(by, accountId, (tx, target) => {
    assertNotLastAdmin(tx, target)
    assertOther(by, target, faults.deleteOneself)
    const { name, email } = target
    const person = { accountId, name, email, isInstanceAdmin: target.role === 'admin' && !target.banned }
    // The address outlives the account here, so that it can be said who was deleted.
    const entry = { actor: auditor(by), details: { email }, subject: 'other' } as const
    deleteAccountRows(tx, person, entry, now)
  })
}
