import { exportResponses } from '@/features/responses/export.server'
import { ExportResponses } from '@/features/responses/responses.schema'
import { endpoint, IdParams } from '@/lib/server/http'
import { attachment } from '@/lib/server/http/attachment'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: ExportResponses },
  async ({ actor, params, query, context }) => {
    const { title, type, stream } = await exportResponses(actor, params.id, query)
    context.locals.policy = { profile: 'download' }
    return new Response(stream, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': attachment(`${title}.${query.format}`),
        'Cache-Control': 'no-store',
      },
    })
  },
)
