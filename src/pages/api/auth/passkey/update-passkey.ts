import { RenamePasskey } from '@/features/accounts/factors/passkeys.schema'
import { renamePasskey } from '@/features/accounts/factors/passkeys.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: RenamePasskey }, async ({ actor, body }) => ({
  passkey: await renamePasskey(actor, body),
}))
