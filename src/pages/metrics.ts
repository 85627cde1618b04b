import { endpoint } from '@/lib/server/http'
import { answerMetrics } from '@/lib/server/http/metrics'

export const GET = endpoint({ access: 'public' }, ({ context }) => answerMetrics(context))
