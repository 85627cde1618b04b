import type { AuthHooks } from '@/lib/feature'
import { impersonationHooks } from './admin/impersonation.server'
import { guardPasskeyUse, guardRegistration, recordRegistration } from './factors/passkey-rules.server'
import {
  findTrustEnd,
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
      case '/sign-in/email': {
        const end = findTrustEnd(call.headers)
        if (end) trustEnds.set(call.headers, end)
        return
      }
      case '/two-factor/verify-totp':
        return guardTotp(call)
      case '/two-factor/verify-backup-code':
        return guardBackupCode(call)
      case '/passkey/generate-register-options':
      case '/passkey/verify-registration':
        return guardRegistration(call)
      case '/passkey/verify-authentication':
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
        return rehash(call.body)
      }
      case '/two-factor/verify-totp':
        return recordSignIn(call, outcome, 'totp')
      case '/two-factor/verify-backup-code':
        return recordSignIn(call, outcome, 'backup_code')
      case '/passkey/verify-authentication':
        return recordSignIn(call, outcome, 'passkey')
      case '/passkey/verify-registration':
        return recordRegistration(call, outcome)
    }
  },
}
