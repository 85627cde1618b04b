import { assertSelf } from '@/features/accounts/proof.server'
import { listSessions } from '@/features/accounts/settings/session-list.server'
import { authEndpoint } from '@/lib/server/http'

/** What Better Auth's client calls `token` is the session's id here: it ends a session, and opens none. */
export const GET = authEndpoint({ access: 'signed-in' }, async ({ actor }) => {
  assertSelf(actor)
  const sessions = await listSessions(actor)
  return sessions.map(({ id, device, address, signedInAt, usedAt, endsAt }) => ({
    id,
    token: id,
    userId: actor.accountId,
    userAgent: device,
    ipAddress: address,
    createdAt: signedInAt,
    updatedAt: usedAt,
    expiresAt: endsAt,
  }))
})
