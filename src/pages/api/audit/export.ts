import { exportAudit } from '@/features/audit/audit-export.server'
import { ExportAudit } from '@/features/audit/audit.schema'
import { endpoint } from '@/lib/server/http'
import { attachment } from '@/lib/server/http/attachment'

export const GET = endpoint({ access: 'instance-admin', query: ExportAudit }, ({ actor, query, context }) => {
  const { type, stream } = exportAudit(actor, query)
  context.locals.policy = { profile: 'download' }
  return new Response(stream, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': attachment(`audit.${query.format}`),
      'Cache-Control': 'no-store',
    },
  })
})
