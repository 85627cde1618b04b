import { getForm } from '@/features/forms/forms.server'
import { accentStyle } from '@/features/forms/public/accent'
import { endpoint, IdParams } from '@/lib/server/http'
import { textResponse } from '@/lib/server/http/text-response'

/** The colours of a form that may not be published yet. */
export const GET = endpoint({ access: 'viewer', params: IdParams }, async ({ actor, params }) => {
  const { accent } = (await getForm(actor, params.id)).settings
  return textResponse((accent && accentStyle(accent)) ?? '', 'text/css;charset=utf-8')
})
