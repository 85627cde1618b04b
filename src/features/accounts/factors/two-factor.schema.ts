import { z } from 'zod'
import * as faults from '../words/two-factor-faults'

const TotpCode = z
  .string({ error: faults.noText })
  .transform((code) => code.replaceAll(/\s/g, ''))
  .pipe(
    z
      .string()
      .min(1, faults.missing)
      .regex(/^\d{6}$/, faults.noSixDigits),
  )

/** As it is printed: ten letters and digits with a dash in the middle, whose case matters. */
const BackupCode = z
  .string({ error: faults.noText })
  .transform((code) => code.replaceAll(/\s/g, ''))
  .pipe(
    z
      .string()
      .min(1, faults.missing)
      .regex(/^[\da-z]{5}-[\da-z]{5}$/i, faults.noBackupCode),
  )

/** The first code of an authenticator app, which turns two-factor on: what its form holds. */
export const FirstCode = z.strictObject({ code: TotpCode })

const without = <Intent extends string>(intent: Intent) => z.strictObject({ intent: z.literal(intent) })

/** What the page of two-factor posts. */
export const TwoFactorAction = z.discriminatedUnion('intent', [
  FirstCode.extend({ intent: z.literal('confirm') }),
  without('begin'),
  without('cancel'),
  without('renew'),
  without('disable'),
])
export type TwoFactorAction = z.output<typeof TwoFactorAction>

const trustDevice = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

/** The second step of signing in: a code of the app, or one of the backup codes. */
export const SecondFactor = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), code: TotpCode, trustDevice }),
  z.strictObject({ method: z.literal('backup-code'), code: BackupCode, trustDevice }),
])
export type SecondFactor = z.output<typeof SecondFactor>

/** What Better Auth's client sends to turn two-factor on or off, or for new backup codes. */
export const WithPassword = z.object({
  password: z.string({ error: faults.noPassword }).min(1, faults.noPassword).max(1000),
})

/** What it sends with the first code. */
export const TotpBody = z.object({ code: TotpCode })
