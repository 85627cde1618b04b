import { RequestLinkCall } from '@/features/accounts/sign-up/recovery.schema'
import { requestPasswordReset } from '@/features/accounts/sign-up/recovery.server'
import * as words from '@/features/accounts/words/settings-calls'
import { authEndpoint } from '@/lib/server/http'

/** The link leads to our own page, whatever `redirectTo` says. */
export const POST = authEndpoint({ access: 'public', body: RequestLinkCall }, async ({ body, context }) => {
  await requestPasswordReset(body.email, context.locals.clientAddress())
  return { status: true, message: words.resetLinkSent }
})
