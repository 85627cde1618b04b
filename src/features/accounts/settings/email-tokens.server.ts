import { z } from 'zod'
import type { Transaction } from '@/lib/server/db'
import { dropTokens } from '@/lib/server/one-time'

/** The two clicks that a change of address needs: the old address agrees, the new one confirms. */
export type EmailStep = 'agree' | 'confirm'

export const emailTokens = { agree: 'email_change_consent', confirm: 'email_change' } as const

/** What both tokens of a change hold; `other` is there once the other address has clicked. */
export const EmailChange = z.object({
  accountId: z.string(),
  changeId: z.string(),
  oldEmail: z.string(),
  newEmail: z.string(),
  /** The session that asked, which stays signed in. */
  sessionId: z.string(),
  other: z.literal('done').optional(),
})
export type EmailChange = z.output<typeof EmailChange>

/** Ends both links of an account. */
export function dropEmailTokens(tx: Transaction, accountId: string): void {
  for (const kind of Object.values(emailTokens)) dropTokens(tx, kind, accountId)
}
