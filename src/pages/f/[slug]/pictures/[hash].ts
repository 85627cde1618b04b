import { z } from 'zod'
import { openPublicPicture } from '@/features/forms/form-pictures.server'
import { endpoint } from '@/lib/server/http'
import { lastingFile } from '@/lib/server/http/lasting-file'

const params = z.object({ slug: z.string(), hash: z.string() })

export const GET = endpoint({ access: 'public', params }, ({ params: { slug, hash }, context }) =>
  lastingFile(context, openPublicPicture(slug, hash), 'public'),
)
