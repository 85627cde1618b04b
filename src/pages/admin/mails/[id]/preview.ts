import { renderMail } from '@/features/mails/outbox.server'
import { endpoint, IdParams } from '@/lib/server/http'

/** A message as mail programs show it, for the frame on its page: links in it lead nowhere. */
export const GET = endpoint(
  { access: 'instance-admin', params: IdParams },
  async ({ actor, params, context }) => {
    const html = await renderMail(actor, params.id)
    context.locals.policy = { profile: 'mail' }
    const inert = html.replace('<head>', '<head>\n<base target="_blank">')
    return new Response(inert, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
  },
)
