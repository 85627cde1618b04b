import { openBackup } from '@/features/backups/backups.server'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'instance-admin', fresh: true, params: IdParams },
  async ({ actor, params, context }) => {
    const { path, name } = await openBackup(actor, params.id)
    context.locals.policy = { profile: 'download' }
    const headers = {
      'Content-Type': 'application/vnd.sqlite3',
      'Content-Disposition': `attachment; filename="${name}"`,
    }
    return new Response(Bun.file(path), { headers })
  },
)
