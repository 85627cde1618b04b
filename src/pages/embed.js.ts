import { embedScript } from '@/features/forms/embed-script'
import { endpoint } from '@/lib/server/http'
import { textResponse } from '@/lib/server/http/text-response'

/** For pages of others: gives the frames of forms in them the height of their content. */
export const GET = endpoint({ access: 'public' }, () =>
  textResponse(embedScript, 'text/javascript;charset=utf-8', {
    headers: { 'Cache-Control': 'public, max-age=3600', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  }),
)
