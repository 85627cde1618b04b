import { banAccount, unbanAccount } from '@/features/accounts/admin/admin-ban.server'
import { removeAccount } from '@/features/accounts/admin/admin-delete.server'
import { setRole } from '@/features/accounts/admin/admin-role.server'
import { findTyped, getTyped, readBan } from '@/features/accounts/admin/admin-words.server'
import { withInstance } from '@/lib/server/beside'
import { print, type SubCommand } from '@/lib/server/command'

const address = { name: 'ADDRESS', about: 'the address of the account' }

export const promote: SubCommand = {
  summary: 'makes an account an admin of the instance',
  example: 'capsule user promote ada@example.org',
  arguments: [address],
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const isNew = await setRole('operator', id, 'admin')
      return print(isNew ? `${email} is an admin now.` : `${email} is an admin already. Nothing was changed.`)
    }),
}

export const demote: SubCommand = {
  summary: 'takes the administration from an account; never from the last admin',
  example: 'capsule user demote ada@example.org',
  arguments: [address],
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const isNew = await setRole('operator', id, 'user')
      return print(isNew ? `${email} is no longer an admin.` : `${email} is no admin. Nothing was changed.`)
    }),
}

export const ban: SubCommand = {
  summary: 'shuts an account out and ends every session; never the last admin',
  example: 'capsule user ban eve@example.org --reason "spam" --until 2030-12-31',
  arguments: [address],
  options: {
    reason: { type: 'string', value: 'TEXT', about: 'why, for the other admins' },
    until: { type: 'string', value: 'DAY', about: 'the last day (UTC); without one there is no end' },
  },
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const until = input.option('until')
      await banAccount('operator', id, readBan({ reason: input.option('reason'), until }))
      return print(`${email} is banned ${until ? `until the end of ${until}` : 'without an end'}.`)
    }),
}

export const unban: SubCommand = {
  summary: 'lets an account in again',
  example: 'capsule user unban eve@example.org',
  arguments: [address],
  run: (program, input) =>
    withInstance(program, async () => {
      const { id, email } = getTyped(input.needed('ADDRESS'))
      const wasBanned = await unbanAccount('operator', id)
      return print(wasBanned ? `${email} can sign in again.` : `${email} is not banned. Nothing was changed.`)
    }),
}

export const remove: SubCommand = {
  summary: 'deletes an account with its private notes and the workspaces in which it is alone',
  example: 'capsule user delete eve@example.org',
  arguments: [address],
  run: (program, input) =>
    withInstance(program, async () => {
      const typed = input.needed('ADDRESS')
      const account = findTyped(typed)
      if (!account) return print(`There is no account with ${typed}. Nothing was changed.`)
      await removeAccount('operator', account.id)
      return print(`The account of ${account.email} is deleted.`)
    }),
}
