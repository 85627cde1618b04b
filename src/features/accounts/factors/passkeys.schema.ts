import { z } from 'zod'
import { neededLine } from '@/lib/text'
import * as words from '../words/passkeys'

const Name = neededLine(words.theName, { max: 60 })
const Id = z.string({ error: words.missing }).min(1).max(100)

export const NamePasskey = z.strictObject({ name: Name })

/** What the page of passkeys posts. */
export const PasskeyAction = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('rename'), id: Id, name: Name }),
  z.strictObject({ intent: z.literal('delete'), id: Id }),
])
export type PasskeyAction = z.output<typeof PasskeyAction>

/** What Better Auth's client sends. */
export const RenamePasskey = z.object({ id: Id, name: Name })
export const DeletePasskey = z.object({ id: Id })

/** Of what it sends with a new passkey, the part that is ours to check. Adding one signs nobody in. */
export const AddPasskey = z.object({
  name: Name.optional(),
  createSession: z.literal(false, words.makesNoSession).optional(),
  response: z.object({ id: z.string() }),
})

/** Of what it sends to sign in by one, the id of the key. */
export const UsePasskey = z.object({ response: z.object({ id: z.string() }) })

/** A passkey in a list. */
export type PasskeySummary = { id: string; name: string; provider: string | null; addedAt: string | null }
