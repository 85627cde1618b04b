import { revokeOtherSessions } from '@/features/accounts/settings/session-list.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in' }, ({ actor }) => revokeOtherSessions(actor))
