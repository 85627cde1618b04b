import type { AuthHooks } from '@/lib/feature'
import { AppError } from '@/lib/server/errors'
import { ListMembersCall } from './organization-calls.schema'

/** The rules of workspaces on what Better Auth answers itself: it would fail on a field that the table does not have. */
export const authHooks: AuthHooks = {
  before: ({ path, query }) => {
    if (path !== '/organization/list-members') return
    const { error } = ListMembersCall.safeParse(query ?? {})
    if (error) throw new AppError('bad_input', error.issues.map(({ message }) => message).join(' '))
  },
}
