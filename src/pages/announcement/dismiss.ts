import { z } from 'zod'
import { safeRedirect } from '@/lib/redirect'
import { endpoint, notFound } from '@/lib/server/http'
import { dismissal } from '@/lib/server/http/dismissal'
import { readFormData } from '@/lib/server/http/body'
import { seeOther } from '@/lib/server/http/form'

const Token = z.string().regex(/^[0-9a-f]{16}$/)

/** The banner's button: this browser does not show that text again. A form post, so that it needs no script. */
export const POST = endpoint({ access: 'public' }, async ({ context }) => {
  const fields = await readFormData(context.request)
  const token = Token.safeParse(fields.get('token'))
  if (!token.success) return notFound()
  return seeOther(safeRedirect(fields.get('next')), dismissal(token.data))
})
