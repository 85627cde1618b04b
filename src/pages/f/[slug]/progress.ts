import { z } from 'zod'
import { findPublicForm } from '@/features/forms/public-form.server'
import { countVisit } from '@/features/forms/visits.server'
import * as faults from '@/features/forms/words/faults'
import { endpoint, notFound } from '@/lib/server/http'

const Progress = z.strictObject({
  /** The page that was reached, from 1; nothing for whoever has just begun to answer. */
  page: z.int(faults.wholePage).min(2).max(200).optional(),
})

/** Counts without cookies how far people come. Whoever counts in vain only makes the figures wrong, and is limited. */
export const POST = endpoint(
  { access: 'public', params: z.object({ slug: z.string() }), body: Progress },
  ({ params, body }) => {
    const form = findPublicForm(params.slug) ?? notFound()
    const isPage = body.page === undefined || body.page <= form.definition.fields.length
    if (isPage) countVisit(form.seq, body.page === undefined ? 'starts' : `page_${body.page}`)
  },
)
