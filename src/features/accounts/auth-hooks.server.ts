import type { AuthHooks } from '@/lib/feature'
import { guardListUsers } from './admin/admin-calls.server'
import { impersonationHooks } from './admin/impersonation.server'
import { rememberMoment } from './factors/overtaken.server'
import { guardPasskeyUse, guardRegistration, recordRegistration } from './factors/passkey-rules.server'
import { recordRefusal, recordSignOut, rememberLeaving } from './factors/sign-in-audit.server'
import {
  countPassword,
  findLockWait,
  findTrustEnd,
  forgetCodes,
  forgetPasswords,
  guardBackupCode,
  guardTotp,
  keepTrustEnd,
  recordSignIn,
  rehash,
} from './factors/sign-in.server'

/** From before to after one call: when the device that signs in stops being trusted. */
const trustEnds = new WeakMap<Headers, Date>()

/** The rules of accounts on what Better Auth answers itself. */
export const authHooks: AuthHooks = {
  before: async (call) => {
    await impersonationHooks.before?.(call)
    switch (call.path) {
      case '/admin/list-users':
        return guardListUsers(call)
      case '/sign-in/email': {
        countPassword(call)
        rememberMoment(call)
        const end = findTrustEnd(call.headers)
        if (end) trustEnds.set(call.headers, end)
        return
      }
      case '/sign-out':
        return rememberLeaving(call)
      case '/two-factor/verify-totp':
        rememberMoment(call)
        return guardTotp(call)
      case '/two-factor/verify-backup-code':
        rememberMoment(call)
        return guardBackupCode(call)
      case '/passkey/generate-register-options':
      case '/passkey/verify-registration':
        return guardRegistration(call)
      case '/passkey/verify-authentication':
        rememberMoment(call)
        return guardPasskeyUse(call)
    }
  },
  after: async (call, outcome) => {
    await impersonationHooks.after?.(call, outcome)
    switch (call.path) {
      case '/sign-in/email': {
        const end = trustEnds.get(call.headers)
        if (end && outcome.accountId !== null) keepTrustEnd(outcome.accountId, end)
        recordSignIn(call, outcome, 'password')
        forgetPasswords(call.body)
        return rehash(call.body)
      }
      case '/sign-out':
        return recordSignOut(call)
      case '/two-factor/verify-totp':
        recordSignIn(call, outcome, 'totp')
        return forgetCodes(outcome)
      case '/two-factor/verify-backup-code':
        recordSignIn(call, outcome, 'backup_code')
        return forgetCodes(outcome)
      case '/passkey/verify-authentication':
        return recordSignIn(call, outcome, 'passkey')
      case '/passkey/verify-registration':
        return recordRegistration(call, outcome)
    }
  },
  refused: (call) => recordRefusal(call),
  waitOf: ({ headers }) => findLockWait(headers),
}
