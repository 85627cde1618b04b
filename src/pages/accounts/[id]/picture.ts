import { z } from 'zod'
import { getPicture } from '@/features/accounts/settings/pictures.server'
import { endpoint } from '@/lib/server/http'

const params = z.object({ id: z.string() })

/** Kept by browsers for a day where the address names the version; the sandbox is for whoever opens it as a page. */
export const GET = endpoint({ access: 'signed-in', params }, async ({ actor, params: { id }, context }) => {
  const { type, bytes, version } = await getPicture(actor, id)
  context.locals.policy = { profile: 'download' }
  const isNamed = context.url.searchParams.get('v') === version
  const headers = {
    'Cache-Control': isNamed ? 'private, max-age=86400' : 'private, no-cache',
    'Content-Type': type,
    ETag: `"${version}"`,
  }
  const isKnown = context.request.headers.get('if-none-match')?.includes(headers.ETag)
  return isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(new Uint8Array(bytes), { headers })
})
