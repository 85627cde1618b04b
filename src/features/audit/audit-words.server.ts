import { badInput } from '@/lib/server/errors'
import { ListAudit } from './audit.schema'

/** Which entries an operator asked for, checked as a page would check it. Throws `bad_input`. */
export function readFilter(words: Record<string, unknown>): Omit<ListAudit, 'limit' | 'cursor'> {
  const parsed = ListAudit.omit({ limit: true, cursor: true }).safeParse(words)
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}
