import { eraseAddress } from '@/features/responses/erase-person.server'
import { EraseAddress } from '@/features/responses/responses.schema'
import { endpoint } from '@/lib/server/http'

export const POST = endpoint({ access: 'viewer', body: EraseAddress }, ({ actor, body }) =>
  eraseAddress(actor, body),
)
