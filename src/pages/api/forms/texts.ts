import { renderWritten } from '@/features/forms/block-text.server'
import { PreviewText } from '@/features/forms/forms.schema'
import { endpoint } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', body: PreviewText }, ({ body }) => ({
  html: renderWritten(body),
}))
