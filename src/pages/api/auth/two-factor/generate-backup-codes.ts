import { proveByPassword } from '@/features/accounts/proof.server'
import { WithPassword } from '@/features/accounts/factors/two-factor.schema'
import { renewBackupCodes } from '@/features/accounts/factors/two-factor.server'
import { authEndpoint } from '@/lib/server/http'

export const POST = authEndpoint({ access: 'signed-in', body: WithPassword }, async ({ actor, body }) => ({
  status: true,
  backupCodes: await renewBackupCodes(await proveByPassword(actor, body.password)),
}))
