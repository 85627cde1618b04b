import type { Actor } from '@/lib/actor'

/** Whoever runs the instance sees and changes its settings, but not while acting as somebody else. */
export function canManageSettings(actor: Pick<Actor, 'isInstanceAdmin' | 'session'>): boolean {
  return actor.isInstanceAdmin && !actor.session?.impersonator
}
