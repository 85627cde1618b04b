import { ChangeEmailCall } from '@/features/accounts/settings/email-change.schema'
import { requestEmailChange } from '@/features/accounts/settings/email-change.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: ChangeEmailCall }, async ({ actor, body }) => {
  await requestEmailChange(actor, body)
  return { status: true }
})
