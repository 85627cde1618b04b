import type { AstroGlobal } from 'astro'
import { hasRole, type Actor, type Member, type WorkspaceRole } from '@/lib/actor'
import * as words from '@/lib/words/errors'
import { AppError } from '../errors'
import { assertProvedSession } from '../proof'

/** Who may call a route: anybody, anybody signed in, a role (or a stronger one) in the active workspace, an admin. */
export type Access = 'public' | 'signed-in' | WorkspaceRole | 'instance-admin'

/** What a handler knows of its caller once `access` has been checked. */
export type ActorFor<A extends Access> = A extends 'public'
  ? Actor | null
  : A extends WorkspaceRole
    ? Member
    : Actor

/** `fresh`: only for whoever has proved within ten minutes who they are. */
type Demand = { fresh?: boolean }

/**
 * The first line of a page: says who may see it, and returns the caller. Throws `unauthenticated`, `forbidden`, `unproved`,
 * or `method_not_allowed` for what is neither an opening nor a form.
 */
export function requireAccess<A extends Access>(
  astro: AstroGlobal,
  access: A,
  demand: Demand = {},
): ActorFor<A> {
  if (!['GET', 'HEAD', 'POST'].includes(astro.request.method)) {
    astro.locals.access = access
    throw new AppError('method_not_allowed')
  }
  return checkAccess(astro.locals, access, demand)
}

/** Declares a route's access and checks it. */
export function checkAccess<A extends Access>(
  locals: App.Locals,
  access: A,
  { fresh = false }: Demand = {},
): ActorFor<A> {
  locals.access = access
  assertAccess(locals.actor, access)
  if (fresh && locals.actor) assertProvedSession(locals.actor)
  // `assertAccess` has just shown what the conditional type says; the compiler cannot follow a generic that far.
  return locals.actor as ActorFor<A>
}

function assertAccess(actor: Actor | null, access: Access): void {
  if (access === 'public') return
  if (!actor) throw new AppError('unauthenticated')
  if (access === 'signed-in') return
  if (access === 'instance-admin') return assertThat(actor.isInstanceAdmin)
  if (!actor.workspace) throw new AppError('forbidden', words.inNoWorkspace)
  assertThat(hasRole(actor.workspace.role, access))
}

function assertThat(allowed: boolean): void {
  if (!allowed) throw new AppError('forbidden')
}
