import { addPicture, listPictures } from '@/features/forms/form-pictures.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { readWholeForm } from '@/lib/server/http/body'

export const GET = endpoint({ access: 'viewer', params: IdParams }, ({ actor, params }) =>
  listPictures(actor, params.id),
)

/** A form post with the picture as its file `picture`. */
export const POST = endpoint(
  { access: 'viewer', params: IdParams, status: 201 },
  async ({ actor, params, context }) => {
    const sent = (await readWholeForm(context.request)).get('picture')
    const picture = sent instanceof File ? sent : new File([], '')
    return addPicture(actor, params.id, { name: picture.name, content: await picture.bytes() })
  },
)
