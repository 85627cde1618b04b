import { RenamePasskey } from '@/features/accounts/passkeys.schema'
import { renamePasskey } from '@/features/accounts/passkeys.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: RenamePasskey }, async ({ actor, body }) => ({
  passkey: await renamePasskey(actor, body),
}))
