import type { MemberItem } from './workspaces.schema'

/** A member as Better Auth's client reads it. */
export function toMemberRecord(
  { id, accountId, name, email, picture, role, joinedAt }: MemberItem,
  organizationId: string,
) {
  const user = { id: accountId, name, email, image: picture }
  return { id, organizationId, userId: accountId, role, createdAt: joinedAt, user }
}
