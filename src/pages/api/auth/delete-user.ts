import { DeleteAccountCall } from '@/features/accounts/settings/deletion.schema'
import { deleteAccount } from '@/features/accounts/settings/deletion.server'
import * as words from '@/features/accounts/words/settings-calls'
import { authEndpoint } from '@/lib/server/http'
import { signOut } from '@/lib/server/http/auth-door'

export const POST = authEndpoint(
  { access: 'signed-in', body: DeleteAccountCall },
  async ({ actor, body: { password }, context }) => {
    await deleteAccount(actor, { password })
    return Response.json({ success: true, message: words.deleted }, { headers: await signOut(context) })
  },
)
