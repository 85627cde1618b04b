import { getForm } from '@/features/forms/forms.server'
import { shareLinks } from '@/features/forms/share.server'
import { qrSvg } from '@/lib/qr-code'
import { endpoint, IdParams } from '@/lib/server/http'

export const GET = endpoint({ access: 'viewer', params: IdParams }, async ({ actor, params, context }) => {
  const form = await getForm(actor, params.id)
  context.locals.policy = { profile: 'download' }
  const headers = {
    'Content-Type': 'image/svg+xml',
    'Content-Disposition': `attachment; filename="${form.slug}.svg"`,
  }
  return new Response(qrSvg(shareLinks(form).address), { headers })
})
