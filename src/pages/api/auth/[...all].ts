import { endpoint } from '@/lib/server/http'
import { answerAuth } from '@/lib/server/http/auth-door'

export const ALL = endpoint({ access: 'public' }, ({ context }) => answerAuth(context))

/** Better Auth knows no HEAD: it is asked by GET, and Astro leaves the body away. */
export const HEAD = endpoint({ access: 'public' }, ({ context: { request, locals } }) =>
  answerAuth({ request: new Request(request, { method: 'GET' }), locals }),
)
