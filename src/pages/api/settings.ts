import { ChangeSettings } from '@/features/settings/settings.schema'
import { changeSettings, getSettings } from '@/features/settings/settings.server'
import { endpoint } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const GET = endpoint({ access: 'instance-admin' }, ({ actor }) => getSettings(actor))

export const PATCH = endpoint(
  { access: 'instance-admin', body: ChangeSettings },
  ({ actor, body: { version, ...change }, context }) =>
    changeSettings(actor, change, requireVersion(context.request, version)),
)
