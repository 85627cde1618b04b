import type { Actor } from '@/lib/actor'

/** Whoever runs the instance decides who comes in. */
export function canManageCodes(actor: Actor): boolean {
  return actor.isInstanceAdmin
}
