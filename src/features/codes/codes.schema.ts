import { z } from 'zod'
import { neededLine } from '@/lib/text'
import * as faults from './words/faults'

/** A registration code as its admins see it. Times are ISO 8601. */
export type Code = {
  id: string
  code: string
  label: string
  uses: number
  maxUses: number
  expiresAt: string | null
  state: 'open' | 'used up' | 'expired' | 'revoked'
  createdAt: string
}

/** What an admin says of a new code. Both come as text, from a form. `expiresOn` is the last day, in UTC. */
export const CreateCode = z.strictObject({
  label: neededLine(faults.theLabel, { max: 80 }),
  maxUses: z
    .string({ error: faults.uses })
    .trim()
    .regex(/^\d{1,5}$/, faults.uses)
    .transform(Number)
    .refine((uses) => uses >= 1 && uses <= 10_000, faults.uses),
  expiresOn: z.union([z.literal('').transform(() => null), z.iso.date()], faults.lastDay),
})
export type CreateCode = z.output<typeof CreateCode>

/** What the page of codes is sent: one of its two forms. */
export const CodeAction = z.discriminatedUnion('intent', [
  CreateCode.extend({ intent: z.literal('create') }),
  z.strictObject({ intent: z.literal('revoke'), id: z.uuid(faults.noCode) }),
])

export const ListCodes = z.object({ cursor: z.string().max(200).optional() })
export type ListCodes = z.output<typeof ListCodes>
