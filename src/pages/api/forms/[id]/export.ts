import { exportResponses } from '@/features/responses/export.server'
import { ExportResponses } from '@/features/responses/responses.schema'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint(
  { access: 'viewer', params: IdParams, query: ExportResponses },
  async ({ actor, params, query, context }) => {
    const { title, type, stream } = await exportResponses(actor, params.id, query)
    context.locals.policy = { profile: 'download' }
    return new Response(stream, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': dispositionOf(`${title}.${query.format}`),
        'Cache-Control': 'no-store',
      },
    })
  },
)

/** A name in ASCII for old programs, and as it is for the others (RFC 6266, 5). */
function dispositionOf(name: string): string {
  const plain = name.replaceAll(/[^\w. -]+/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, '_')}`
}
