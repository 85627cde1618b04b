import { CreateNote, ListNotes } from '@/features/notes/notes.schema'
import { createNote } from '@/features/notes/notes.server'
import { listNotes } from '@/features/notes/note-list.server'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'viewer', query: ListNotes }, ({ actor, query }) =>
  listNotes(actor, query),
)

export const POST = endpoint({ access: 'viewer', body: CreateNote, status: 201 }, ({ actor, body }) =>
  createNote(actor, body),
)
