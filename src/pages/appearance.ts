import { safeRedirect } from '@/lib/redirect'
import { endpoint, notFound } from '@/lib/server/http'
import { readFormData } from '@/lib/server/http/body'
import { seeOther } from '@/lib/server/http/form'
import { keptChoice } from '@/lib/server/http/kept-choice'

/** The theme, or the sidebar, of this browser: a form post, so that it needs no script. `next` says where to go on. */
export const POST = endpoint({ access: 'public' }, async ({ context }) => {
  const fields = await readFormData(context.request)
  const kept = keptChoice(fields)
  return kept ? seeOther(safeRedirect(fields.get('next')), kept) : notFound()
})
