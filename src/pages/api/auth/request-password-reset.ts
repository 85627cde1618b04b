import { RequestLinkCall } from '@/features/accounts/sign-up/recovery.schema'
import { requestPasswordReset } from '@/features/accounts/sign-up/recovery.server'
import { authEndpoint } from '@/lib/server/http'

/** The link leads to our own page, whatever `redirectTo` says. */
export const POST = authEndpoint({ access: 'public', body: RequestLinkCall }, async ({ body, context }) => {
  await requestPasswordReset(body.email, context.locals.clientAddress())
  return { status: true, message: 'If there is an account with this address, a link is on its way to it.' }
})
