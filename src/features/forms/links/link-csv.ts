import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv'
import { columns } from '../words/links'
import type { LinkItem, MadeLink } from './links.schema'

/** Links as a file for spreadsheet programs; with their addresses where they were only just made. */
export function linksCsv(links: readonly (LinkItem | MadeLink)[]): string {
  const hasAddress = links.some((link) => 'address' in link)
  const { label, email, address, state, made, used, response } = columns
  const head = [label, email, ...(hasAddress ? [address] : []), state, made, used, response]
  const lines = links.map((link) =>
    csvLine([
      link.label,
      link.email,
      ...('address' in link ? [link.address] : []),
      link.state,
      link.createdAt,
      link.usedAt,
      link.responseId,
    ]),
  )
  return BYTE_ORDER_MARK + csvLine(head) + lines.join('')
}
