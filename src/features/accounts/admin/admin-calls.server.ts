import type { AuthCall } from '@/lib/feature'
import { AppError } from '@/lib/server/errors'
import { ListUsersCall } from './admin.schema'

/** Refuses what Better Auth's own list of accounts would fail on. Throws `bad_input`. */
export function guardListUsers({ query }: AuthCall): void {
  const { error } = ListUsersCall.safeParse(query ?? {})
  if (error) throw new AppError('bad_input', error.issues.map(({ message }) => message).join(' '))
}
