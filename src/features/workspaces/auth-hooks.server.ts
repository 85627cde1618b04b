import { z } from 'zod'
import type { Actor } from '@/lib/actor'
import type { AuthHooks } from '@/lib/feature'
import { AppError } from '@/lib/server/errors'
import { ListMembersCall } from './organization-calls.schema'
import * as refusals from './words/refusals'

/** The rules of workspaces on what Better Auth answers itself. */
export const authHooks: AuthHooks = {
  before: ({ path, query, body, actor }) => {
    if (path === '/organization/list-members') assertKnownFields(query)
    if (path === '/organization/set-active') assertOwn(actor, body)
    if (path === '/organization/get-full-organization') assertOwn(actor, query)
  },
}

/** It would fail on a field that the table does not have. */
function assertKnownFields(query: unknown): void {
  const { error } = ListMembersCall.safeParse(query ?? {})
  if (error) throw new AppError('bad_input', error.issues.map(({ message }) => message).join(' '))
}

/** A workspace's slug is its id. */
const Named = z.object({ organizationId: z.string().nullish(), organizationSlug: z.string().nullish() })

/** For somebody else's workspace it would refuse, and leave the session without any. */
function assertOwn(actor: Actor | null, input: unknown): void {
  const { organizationId, organizationSlug } = Named.safeParse(input).data ?? {}
  const named = organizationSlug ?? organizationId
  if (actor && named && !actor.workspaces.some(({ id }) => id === named))
    throw new AppError('forbidden', refusals.noMember)
}
