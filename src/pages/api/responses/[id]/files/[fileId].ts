import { z } from 'zod'
import { nameByContent } from '@/features/responses/file-ending.server'
import { openFile } from '@/features/responses/response-files.server'
import { endpoint, IdParams } from '@/lib/server/http'
import { attachment } from '@/lib/server/http/attachment'
import * as words from '@/lib/words/requests'

const FileParams = IdParams.extend({ fileId: z.uuid(words.noUuid) })

export const GET = endpoint({ access: 'viewer', params: FileParams }, async ({ actor, params, context }) => {
  const { name, type, bytes, stream } = await openFile(actor, params.id, params.fileId)
  context.locals.policy = { profile: 'download' }
  const headers = {
    'Content-Type': type,
    'Content-Length': String(bytes),
    'Content-Disposition': attachment(nameByContent(name, type)),
  }
  return new Response(stream, { headers })
})
