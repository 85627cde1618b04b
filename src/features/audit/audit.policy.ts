import type { Actor } from '@/lib/actor'

/** Whoever runs the instance reads what was done on it, but not while acting as somebody else. */
export function canReadAudit(actor: Pick<Actor, 'isInstanceAdmin' | 'session'>): boolean {
  return actor.isInstanceAdmin && !actor.session?.impersonator
}
