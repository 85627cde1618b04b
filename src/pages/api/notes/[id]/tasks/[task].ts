import { tickTask } from '@/features/notes/note-tasks.server'
import { TaskParams } from '@/features/notes/notes.schema'
import { endpoint } from '@/lib/server/http'
import { requireVersion } from '@/lib/server/http/version'

export const PUT = endpoint({ access: 'viewer', params: TaskParams }, ({ actor, params, context }) =>
  tickTask(actor, params.id, { ...params, isDone: true }, requireVersion(context.request, undefined)),
)

export const DELETE = endpoint({ access: 'viewer', params: TaskParams }, ({ actor, params, context }) =>
  tickTask(actor, params.id, { ...params, isDone: false }, requireVersion(context.request, undefined)),
)
