import type { CommandGroup } from '@/lib/server/command'
import { disableTwoFactor, resetPassword } from './user-access'
import { create } from './user-create'
import { list } from './user-list'
import { ban, demote, promote, remove, unban } from './user-standing'

/** Breaking the glass: what an operator does to accounts, beside a running server or on a stopped instance. */
export const user: CommandGroup = {
  commands: {
    list,
    create,
    promote,
    demote,
    'reset-password': resetPassword,
    'disable-2fa': disableTwoFactor,
    ban,
    unban,
    delete: remove,
  },
}
