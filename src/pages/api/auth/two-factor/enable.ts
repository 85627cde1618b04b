import { proveByPassword } from '@/features/accounts/proof.server'
import { WithPassword } from '@/features/accounts/factors/two-factor.schema'
import { beginTwoFactor } from '@/features/accounts/factors/two-factor.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: WithPassword }, async ({ actor, body }) => {
  const proved = await proveByPassword(actor, body.password)
  const { uri: totpURI, backupCodes } = await beginTwoFactor(proved)
  return { method: 'totp', totpURI, backupCodes }
})
