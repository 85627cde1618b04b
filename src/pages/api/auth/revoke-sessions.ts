import { revokeAllSessions } from '@/features/accounts/settings/session-list.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in' }, ({ actor }) => revokeAllSessions(actor))
