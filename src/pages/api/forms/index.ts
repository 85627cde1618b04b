import { listForms } from '@/features/forms/form-list.server'
import { CreateForm, ListForms } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { endpoint } from '@/lib/server/http'

export const GET = endpoint({ access: 'viewer', query: ListForms }, ({ actor, query }) =>
  listForms(actor, query),
)

export const POST = endpoint({ access: 'viewer', body: CreateForm, status: 201 }, ({ actor, body }) =>
  createForm(actor, body),
)
