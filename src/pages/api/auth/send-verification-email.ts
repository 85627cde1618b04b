import { RequestLinkCall } from '@/features/accounts/recovery.schema'
import { requestVerification } from '@/features/accounts/verification.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'public', body: RequestLinkCall }, async ({ body, context }) => {
  await requestVerification(body.email, context.locals.clientAddress())
  return { status: true }
})
