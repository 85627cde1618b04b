import { UsageError } from '@/lib/server/command-input'
import { toIssues } from '@/lib/server/errors'
import { ListJobs } from './jobs.schema'

/** Which jobs an operator asked for, checked as the page checks it. Throws a UsageError that says what can be asked for. */
export function readList(words: Record<string, unknown>): ListJobs {
  const parsed = ListJobs.safeParse(words)
  if (parsed.success) return parsed.data
  throw new UsageError(
    toIssues(parsed.error)
      .map(({ message }) => message.replace(/\.$/, ''))
      .join('; '),
  )
}
