import type { Actor } from '../actor'
import { AppError } from './errors'

/** For how long a proof of who one is holds, in milliseconds. */
const PROOF_AGE = 10 * 60_000

/** True while the session's last proof is recent enough to change how one signs in. */
export function isProved({ session }: Actor, now = new Date()): boolean {
  const at = session?.provedAt ?? null
  return at !== null && now.getTime() - at < PROOF_AGE
}

/** For what opens somebody's account. Throws `unproved` when the session's last proof is too old. */
export function assertProvedSession(actor: Actor, now = new Date()): void {
  if (actor.session && !isProved(actor, now)) throw new AppError('unproved')
}
