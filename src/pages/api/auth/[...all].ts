import { endpoint } from '@/lib/server/http'
import { answerAuth } from '@/lib/server/http/auth-door'

export const ALL = endpoint({ access: 'public' }, ({ context }) => answerAuth(context))
