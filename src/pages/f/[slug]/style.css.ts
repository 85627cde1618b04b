import { z } from 'zod'
import { findPublicForm } from '@/features/forms/public-form.server'
import { accentStyle } from '@/features/forms/public/accent'
import { endpoint, notFound } from '@/lib/server/http'
import { textResponse } from '@/lib/server/http/text-response'

/** The colours of a form: a style sheet, since the policy refuses styles within a page. */
export const GET = endpoint({ access: 'public', params: z.object({ slug: z.string() }) }, ({ params }) => {
  const form = findPublicForm(params.slug) ?? notFound()
  const style = form.settings.accent === undefined ? '' : (accentStyle(form.settings.accent) ?? '')
  return textResponse(style, 'text/css;charset=utf-8', {
    headers: { 'Cache-Control': 'public, max-age=300' },
  })
})
