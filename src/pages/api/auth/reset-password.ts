import { ResetPasswordCall } from '@/features/accounts/sign-up/recovery.schema'
import { resetPassword } from '@/features/accounts/sign-up/recovery.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'public', body: ResetPasswordCall }, async ({ body, context }) => {
  const { token, newPassword: password } = body
  await resetPassword({ token, password, field: 'newPassword' }, context.locals.clientAddress())
  return { status: true }
})
