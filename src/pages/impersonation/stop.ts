import { endpoint } from '@/lib/server/http'
import { stopImpersonating } from '@/lib/server/http/auth-door'
import { seeOther } from '@/lib/server/http/form'

/** The banner's button: back to the admin's own session, at the account that was acted as. */
export const POST = endpoint({ access: 'signed-in' }, async ({ actor, context }) => {
  const { headers, isBack } = await stopImpersonating(context)
  return seeOther(isBack ? `/admin/accounts/${actor.accountId}?done=stopped` : '/login', headers)
})
