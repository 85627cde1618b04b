import type { Actor } from '@/lib/actor'

/** Whoever runs the instance looks after its background work, but not while acting as somebody else. */
export function canManageJobs(actor: Pick<Actor, 'isInstanceAdmin' | 'session'>): boolean {
  return actor.isInstanceAdmin && !actor.session?.impersonator
}
