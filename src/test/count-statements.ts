import { statementMetrics } from '@/lib/server/metrics/statements'

/** How many statements `work` runs. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const before = countAll()
  await work()
  return countAll() - before
}

function countAll(): number {
  const durations = statementMetrics().find(({ name }) => name === 'sqlite_statement_duration_seconds')
  const values = durations?.samples.map(({ value }) => value) ?? []
  return values
    .flatMap((value) => (typeof value === 'number' ? [] : Array.from(value.counts)))
    .reduce((sum, count) => sum + count, 0)
}
