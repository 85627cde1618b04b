import { DeletePasskey } from '@/features/accounts/passkeys.schema'
import { deletePasskey } from '@/features/accounts/passkeys.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: DeletePasskey }, ({ actor, body }) =>
  deletePasskey(actor, body),
)
