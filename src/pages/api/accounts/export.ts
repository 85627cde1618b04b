import { exportAccounts } from '@/features/accounts/admin/account-export.server'
import { ExportAccounts } from '@/features/accounts/admin/admin.schema'
import { endpoint } from '@/lib/server/http'
import { attachment } from '@/lib/server/http/attachment'

export const GET = endpoint(
  { access: 'instance-admin', query: ExportAccounts },
  ({ actor, query, context }) => {
    context.locals.policy = { profile: 'download' }
    return new Response(exportAccounts(actor, query), {
      headers: {
        'Content-Type': 'text/csv;charset=utf-8',
        'Content-Disposition': attachment('accounts.csv'),
        'Cache-Control': 'no-store',
      },
    })
  },
)
