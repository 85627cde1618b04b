import { endpoint } from '@/lib/server/http'
import { signOut } from '@/lib/server/http/auth-door'
import { seeOther } from '@/lib/server/http/form'

export const POST = endpoint({ access: 'public' }, async ({ context }) =>
  seeOther('/login', await signOut(context)),
)
