import { SwitchWorkspace } from '@/features/workspaces/workspaces.schema'
import { switchWorkspace } from '@/features/workspaces/workspaces.server'
import { safeRedirect } from '@/lib/redirect'
import { endpoint, notFound } from '@/lib/server/http'
import { readFormData } from '@/lib/server/http/body'
import { seeOther } from '@/lib/server/http/form'

/** The switcher's choice: a form post, so that it needs no script. `next` says where to go on. */
export const POST = endpoint({ access: 'signed-in' }, async ({ actor, context }) => {
  const fields = await readFormData(context.request)
  const choice = SwitchWorkspace.safeParse(Object.fromEntries(fields))
  if (!choice.success) return notFound()
  await switchWorkspace(actor, choice.data.workspaceId)
  return seeOther(safeRedirect(fields.get('next')))
})
