import type { Actor } from '@/lib/actor'

/** Whoever runs the instance looks after its backups, but not while acting as somebody else. */
export function canManageBackups(actor: Pick<Actor, 'isInstanceAdmin' | 'session'>): boolean {
  return actor.isInstanceAdmin && !actor.session?.impersonator
}
