import { RequestLinkCall } from '@/features/accounts/sign-up/recovery.schema'
import { requestVerification } from '@/features/accounts/sign-up/verification.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'public', body: RequestLinkCall }, async ({ body, context }) => {
  await requestVerification(body.email, context.locals.clientAddress())
  return { status: true }
})
