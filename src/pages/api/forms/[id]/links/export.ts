import { linksCsv } from '@/features/forms/links/link-csv'
import { exportLinks } from '@/features/forms/links/links.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { attachment } from '@/lib/server/http/attachment'
import { textResponse } from '@/lib/server/http/text-response'

export const GET = endpoint({ access: 'viewer', params: IdParams }, async ({ actor, params, context }) => {
  const { title, links } = await exportLinks(actor, params.id)
  context.locals.policy = { profile: 'download' }
  return textResponse(linksCsv(links), 'text/csv;charset=utf-8', {
    headers: { 'Content-Disposition': attachment(`${title} links.csv`), 'Cache-Control': 'no-store' },
  })
})
