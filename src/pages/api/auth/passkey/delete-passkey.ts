import { DeletePasskey } from '@/features/accounts/factors/passkeys.schema'
import { deletePasskey } from '@/features/accounts/factors/passkeys.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: DeletePasskey }, ({ actor, body }) =>
  deletePasskey(actor, body),
)
