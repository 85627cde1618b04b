import { endpoint } from '@/lib/server/http'
import { takeReport } from '@/lib/server/http/violations'

/** Where browsers report what a content security policy refused. */
export const POST = endpoint({ access: 'public' }, ({ context }) => takeReport(context.request))
