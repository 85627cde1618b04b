import { PreviewNote } from '@/features/notes/notes.schema'
import { renderNote } from '@/features/notes/notes.server'
import { endpoint } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', body: PreviewNote }, ({ body }) => ({
  html: renderNote(body),
}))
