import { z } from 'zod'
import { openPicture } from '@/features/forms/form-pictures.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { lastingFile } from '@/lib/server/http/lasting-file'

const params = IdParams.extend({ hash: z.string() })

export const GET = endpoint({ access: 'viewer', params }, async ({ actor, params: { id, hash }, context }) =>
  lastingFile(context, await openPicture(actor, id, hash), 'private'),
)
