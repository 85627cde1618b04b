import { hasRole, type Actor } from '@/lib/actor'
import * as words from '@/lib/words/errors'
import { AppError } from '../errors'
import { diskLevel, isDiskDry, lendBallast } from './disk-watch'

/** Who wants to write, and whether it signs somebody in or out, or makes room. */
export type Write = { actor: Actor | null; signsIn: boolean; deletes: boolean }

/** Seconds after which it is worth another try: somebody has to make room first. */
const RETRY_AFTER = 300

/**
 * Throws `busy` (503) when the disk has no room for a write. While it is low visitors are refused; when it is full everybody is
 * but who signs in, and an admin who deletes, who gets what the ballast kept.
 */
export function assertRoomFor({ actor, signsIn, deletes }: Write): void {
  const level = diskLevel()
  if (level === 'ample' || (level === 'low' && (actor !== null || signsIn))) return
  if (level === 'full' && signsIn) return
  if (level === 'full' && deletes && isAdmin(actor)) return lendBallast()
  throw noRoom()
}

/**
 * Throws `busy` when there is no room for the session of somebody who has just proved who they are. An admin gets what the
 * ballast kept: without signing in nobody could make room.
 */
export function assertRoomForSession(isAdmin: () => boolean): void {
  if (!isDiskDry()) return
  if (!isAdmin()) throw noRoom()
  lendBallast()
}

function noRoom(): AppError {
  return new AppError('busy', words.hardlySpace, { retryAfter: RETRY_AFTER })
}

function isAdmin(actor: Actor | null): boolean {
  if (!actor) return false
  return actor.isInstanceAdmin || (actor.workspace !== null && hasRole(actor.workspace.role, 'admin'))
}
