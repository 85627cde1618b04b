import type { Actor } from '@/lib/actor'

/** The outbox holds the keys to other people's accounts: for admins of the instance, in their own session. */
export function canReadOutbox(actor: Actor): boolean {
  return actor.isInstanceAdmin && !actor.session?.impersonator
}
