import { endpoint } from '@/lib/server/http'
import { answerReadiness } from '@/lib/server/http/readiness'

export const GET = endpoint({ access: 'public' }, () => answerReadiness())
