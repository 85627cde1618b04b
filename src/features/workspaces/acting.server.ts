import type { Actor, Member } from '@/lib/actor'
import { transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { asMemberOf } from '@/lib/server/workspaces'
import * as refusals from './words/refusals'

/**
 * The actor as a member of the named workspace, or of the active one when none is named. Throws `not_found` for a
 * workspace that is not theirs, `forbidden` when they are in none.
 */
export function actIn(actor: Actor, workspaceId: string | undefined): Member {
  const id = workspaceId ?? actor.workspace?.id
  if (id === undefined) throw new AppError('forbidden', refusals.inNone)
  const member = asMemberOf(actor, id)
  if (!member) throw new AppError('not_found')
  return member
}

/**
 * One transaction in a workspace, with the actor as they are in it now: somebody may have changed their role since the
 * request began. Throws `not_found` once they are no member, and `conflict` where the last owner would be lost: the
 * triggers of the schema refuse that, whichever way it is tried.
 */
export function changeWorkspace<T>(
  actor: Member,
  work: (tx: Transaction, actor: Member) => T extends PromiseLike<unknown> ? never : T,
): T {
  try {
    return transaction((tx) => work(tx, actIn(actor, actor.workspace.id)))
  } catch (error) {
    throw isLastOwner(error) ? new AppError('conflict', refusals.lastOwner, { cause: error }) : error
  }
}

function isLastOwner(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.message === 'last owner') return true
  }
  return false
}
